/** Asking again and again, one question at a time. */

/** Wait `milliseconds`, or until somebody looks at the page again. */
export function pause(milliseconds) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
      resolve();
    };
    const seen = () => document.visibilityState === "visible" && done();
    const timer = setTimeout(done, milliseconds);
    document.addEventListener("visibilitychange", seen);
  });
}

/** Call `look` until it returns something other than undefined; a new call starts only after the last has ended. */
export async function until(look, milliseconds) {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(milliseconds);
  }
}
