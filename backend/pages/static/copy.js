/** Copying an address or a link, and saying so. */

import { find } from "./text.js";

/** Copy what a button carries; what is said is seen on a button that has words for it, and heard always. */
export async function copy(button) {
  if (!button) return;
  const said = await navigator.clipboard?.writeText(button.dataset.copy).then(
    () => button.dataset.copied ?? "Address copied.",
    () => "Your browser does not let this page copy.",
  );
  find("copied").textContent = said ?? "Copying needs a secure connection.";
  if (button.dataset.copied) button.textContent = find("copied").textContent;
}
