/** What opens the full mix, one line for each thing a gate asks for. */

import { find, write } from "./text.js";

const KNOWN = ["paused", "pending"];

/** Show what a gate asks for where that is more than an edition of this drop, and why the answer has to wait. */
export function showNeeds({ needs, access, sentence, serials }) {
  const isPlain = needs.length === 0 || (needs.length === 1 && isThisPage(needs[0].url));
  const waits = KNOWN.includes(access) && !serials.length;
  find("needs").hidden = access === "holder" || (isPlain && !waits);
  write("needs-sentence", waits ? sentence : "");
  const list = find("needs-list");
  list.hidden = isPlain;
  const wanted = JSON.stringify(needs);
  if (list.dataset.shown === wanted) return;
  list.dataset.shown = wanted;
  list.replaceChildren(...needs.map(line));
}

function line({ sentence, is_met: isMet, url }) {
  const mark = Object.assign(document.createElement("span"), { className: "mark", textContent: isMet ? "Yes" : "Not yet" });
  const item = document.createElement("li");
  item.dataset.met = isMet;
  item.append(mark, ` ${sentence} `);
  if (url && !isMet && !isThisPage(url)) item.append(Object.assign(document.createElement("a"), { href: url, textContent: "Look there" }));
  return item;
}

const isThisPage = (url) => Boolean(url) && new URL(url, location).pathname === location.pathname;
