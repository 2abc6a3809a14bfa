/** Keeping a page of governance true while somebody looks at it. */

import { get } from "./api.js";
import { replaceWords } from "./fresh.js";
import { countAll } from "./governance.js";
import { pause } from "./wait.js";

const LOOK_EVERY = 5000;

/** Ask `path` again and again; when its answer changes the words of the page do, and nothing that is being written.
 *
 * Every answer is told to `adopt`. Returns how to ask at once.
 */
export function watch(path, adopt = () => {}) {
  let shown = "";

  async function refresh() {
    const answer = await get(path);
    const words = JSON.stringify(answer);
    if (words !== shown && (await replaceWords())) {
      shown = words;
      countAll();
    }
    await adopt(answer);
  }

  async function goOn() {
    for (;;) {
      await pause(LOOK_EVERY);
      if (document.visibilityState === "visible") await refresh().catch(() => {});
    }
  }

  goOn();
  return refresh;
}
