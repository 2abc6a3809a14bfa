/** What a fan may choose: the phase, how many, and a comment. */

import { Problem } from "./api.js";
import { find, write } from "./text.js";

const MOST_BYTES = 140;

/** Let the page follow what is chosen; not while a purchase is under way. */
export function listenToChoices(store) {
  const set = (changes) => (store.state.doing === "idle" ? store.set(changes) : store.set({}));
  const step = (by) => set({ quantity: clamp(store.state.offer.quantity + by, store) });
  find("collect").addEventListener("change", ({ target }) => target.name === "phase" && set({ picked: Number(target.value), quantity: 1 }));
  find("fewer").addEventListener("click", () => step(-1));
  find("more").addEventListener("click", () => step(1));
  find("quantity").addEventListener("input", ({ target }) => target.value && set({ quantity: clamp(Number(target.value), store) }));
  find("quantity").addEventListener("blur", () => store.set({}));
  find("comment").addEventListener("input", count);
}

/** Return the comment, or raise a `Problem` when the contract would not take it. */
export function readComment() {
  const comment = find("comment").value.trim();
  const bytes = measure(comment);
  if (bytes > MOST_BYTES) throw new Problem(`Your comment takes ${bytes} bytes of ${MOST_BYTES}. Shorten it and collect again.`);
  return comment;
}

export function clearComment() {
  find("comment").value = "";
  find("remark").open = false;
  count({ target: find("comment") });
}

function count({ target }) {
  const bytes = measure(target.value.trim());
  write("comment-count", `${bytes} / ${MOST_BYTES}`);
  target.setAttribute("aria-invalid", bytes > MOST_BYTES);
}

const measure = (text) => new TextEncoder().encode(text).length;

const clamp = (wanted, { state }) => Math.min(Math.max(Math.trunc(wanted) || 1, 1), Math.max(state.offer?.most ?? 1, 1));
