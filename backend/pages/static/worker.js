/** Keeps the shell of the site: its files, and a page that says there is no connection. Never a sound, never an answer.
 *
 * The server writes `SHELL` before this: {name, files, offline}; another release of the site has another name.
 */

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(tidy()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(SHELL.offline)));
  else if (SHELL.files.includes(new URL(request.url).pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

async function keep() {
  const cache = await caches.open(SHELL.name);
  await cache.addAll([...SHELL.files, SHELL.offline]);
  await skipWaiting();
}

/** Drop what earlier releases kept. */
async function tidy() {
  for (const name of await caches.keys()) {
    if (name !== SHELL.name) await caches.delete(name);
  }
  await clients.claim();
}
