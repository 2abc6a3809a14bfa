/** The queue on a page of many records: buttons with a `data-track` play one now, or after what plays. */

import { Deck } from "./deck.js";
import { Player } from "./player.js";
import { Queue } from "./queue.js";
import { find } from "./text.js";

export function openDeck() {
  const deck = new Deck(new Player(find("audio")), new Queue());
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-track]");
    if (!button) return;
    const track = { ...JSON.parse(button.dataset.track), kind: "mix" };
    if ("now" in button.dataset) deck.begin(track);
    else deck.add(track);
  });
  deck.resume();
}
