/** A transaction on its way, followed until this site counts it or another took its place. */

import { get } from "./api.js";
import { until } from "./wait.js";

const ASK_EVERY = 1500;
const MOST_UNSEEN = 60;

/** Follow a sent transaction, its hash or what was kept of it; returns the last that `path` says of it.
 *
 * `progress` is told every answer, and `keep` what to keep for a reload: the hash and, once the network saw it, its place.
 */
export function follow(path, sent, { progress, keep }) {
  let unseen = 0;
  return until(async () => {
    const seen = await ask(`${path}/${sent}`);
    progress(seen);
    if (seen.place) {
      sent = `${sent.split("?")[0]}?${new URLSearchParams(seen.place)}`;
      keep(sent);
    }
    unseen = seen.state === "unknown" ? unseen + 1 : 0;
    const isOver = ["failed", "replaced"].includes(seen.state) || unseen > MOST_UNSEEN || (seen.state === "confirmed" && seen.is_counted);
    return isOver ? seen : undefined;
  }, ASK_EVERY);
}

/** Ask for something that exists; a site that does not answer for a while is one of its states. */
export async function ask(path) {
  try {
    return await get(path);
  } catch (error) {
    if (!error.passes) throw error;
    return { state: "unreachable" };
  }
}
