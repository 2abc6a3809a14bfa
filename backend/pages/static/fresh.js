/** The parts of the page whose words the server writes, brought up to date when what they say has changed. */

import { localise } from "./countdown.js";

/** Return how to tell of a drop: the page is asked for again when its words would differ from those that stand here. */
export function keepFresh(first) {
  let shown = wording(first);
  return async (drop) => {
    const wanted = wording(drop);
    if (wanted !== shown && (await replaceWords())) shown = wanted;
  };
}

/** What the words depend on: all of a drop but its counts and what it says of one wallet. */
function wording({ minted, tiers, phases, serials_of_viewer: _, ...drop }) {
  return JSON.stringify([drop, tiers.map(({ minted: _, ...tier }) => tier), phases.map(({ yours: _, ...phase }) => phase)]);
}

/** Put the `data-fresh` parts of a new answer in the place of those that stand here; returns whether there was one. */
export async function replaceWords() {
  const answer = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.id;
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh) continue;
    unfold(fresh, part);
    part.replaceWith(document.adoptNode(fresh));
  }
  localise();
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  return true;
}

/** Leave unfolded what a reader has unfolded. */
function unfold(fresh, part) {
  const folds = part.querySelectorAll("details");
  fresh.querySelectorAll("details").forEach((fold, index) => (fold.open = folds[index]?.open ?? false));
}
