/** What every page of governance does without a wallet: times in the reader's zone, what is left, copying. */

import { copy } from "./copy.js";
import { countDown, localise } from "./countdown.js";
import { replaceWords } from "./fresh.js";
import { find } from "./text.js";

const PATIENCE_MS = 2000;

const facts = JSON.parse(find("governance").dataset.facts);
/** How far the chain's clock is ahead of this browser's: states follow the chain's. */
const ahead = facts.now * 1000 - Date.now();
let running = [];
let turning;

/** Return what time it is on the chain, in Unix seconds. */
export const chainSeconds = () => Math.floor((Date.now() + ahead) / 1000);

/** Have every wait on the page run; when one is over the server says what comes next. */
export function countAll() {
  for (const stop of running) stop();
  running = [...document.querySelectorAll("time[data-left]")].map((wait) => countDown(wait, turn, ahead));
}

/** Ask what comes next, once for all waits that are over: the server's clock, or the newest block, may be a little behind. */
function turn() {
  turning ??= setTimeout(async () => {
    await replaceWords();
    turning = undefined;
    countAll();
  }, PATIENCE_MS);
}

localise();
countAll();
document.addEventListener("click", ({ target }) => copy(target.closest("[data-copy]")));
