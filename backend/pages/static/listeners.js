/** How many listen to a drop right now, for as long as somebody looks at the page. */

/** Tell `show` the number whenever it changes; the stream is closed while the page is hidden. */
export function countListeners(slug, show) {
  let stream = null;
  const follow = () => {
    const isSeen = document.visibilityState === "visible";
    if (isSeen === Boolean(stream)) return;
    if (isSeen) stream = open(slug, show);
    else stream = void stream.close();
  };
  document.addEventListener("visibilitychange", follow);
  // A page that is kept to come back to must not keep its stream.
  addEventListener("pagehide", () => (stream = void stream?.close()));
  addEventListener("pageshow", follow);
}

function open(slug, show) {
  const stream = new EventSource(`/api/drops/${slug}/listeners`);
  stream.addEventListener("message", ({ data }) => show(JSON.parse(data).listeners));
  return stream;
}
