/** The label's record of plays. */

import { short } from "./address.js";
import { get } from "./api.js";
import { moment } from "./countdown.js";
import { attempt, openEntrance } from "./entrance.js";
import { describeEnd, offerReceipt } from "./play_words.js";
import { fill } from "./rows.js";
import { find, write } from "./text.js";

const MEBIBYTE = 2 ** 20;

let shown = [];

/** Link a cell to the explorer, where the chain has one. */
function link(cell, words, path) {
  const { explorer } = find("audit").dataset;
  cell.textContent = words;
  if (explorer && path) Object.assign(cell, { href: `${explorer}/${path}`, rel: "noreferrer" });
}

function writePlay(part, play) {
  const { slug, wallet, contract, token_id: token } = play;
  Object.assign(part("when"), { dateTime: play.started_at, textContent: moment(play.started_at) });
  Object.assign(part("release"), { href: `/drops/${slug}`, textContent: slug });
  link(part("wallet"), short(wallet), `address/${wallet}`);
  link(part("edition"), contract ? `#${token}` : "none", contract && `token/${contract}?a=${token}`);
  part("heard").textContent = `${(play.bytes_sent / MEBIBYTE).toFixed(1)} MiB`;
  part("ending").textContent = describeEnd(play);
  part("ripping").hidden = !play.ripping_at;
  offerReceipt(part("receipt"), play);
}

/** Ask for plays as the filters say; `before` is where the last answer ended. */
async function show(before = null) {
  const wanted = new URLSearchParams([...new FormData(find("filters"))].filter(([, value]) => value.trim()));
  if (before) wanted.set("before", before);
  const { plays, next } = await get(`/api/plays?${wanted}`);
  shown = before ? [...shown, ...plays] : plays;
  fill("plays", shown, writePlay);
  find("table").hidden = !shown.length;
  write("count", `${shown.length} ${shown.length === 1 ? "play" : "plays"}${next ? ", and earlier ones" : ""}`);
  Object.assign(find("more"), { hidden: !next }).dataset.before = next ?? "";
}

if (find("filters")) {
  find("filters").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => show());
  });
  find("more").addEventListener("click", ({ target }) => attempt(() => show(target.dataset.before)));
  attempt(() => show());
} else {
  openEntrance(() => location.reload());
}
