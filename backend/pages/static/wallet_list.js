/** Choosing among several wallets. */

import { find } from "./text.js";

export const NO_WALLET = "No wallet was found in this browser. Install one, such as Rabby or MetaMask, or open this page in your wallet's own browser.";

/** List wallets under the button that asks for one; the list tells "choose" with the wallet as its detail. */
export function showWallets(wallets, button) {
  const list = find("wallets");
  list.hidden = wallets.length === 0;
  button.setAttribute("aria-expanded", wallets.length > 0);
  if (list.children.length === wallets.length) return;
  list.replaceChildren(...wallets.map(choice));
  list.querySelector("button")?.focus();
}

function choice(wallet) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: wallet.name });
  button.addEventListener("click", () => button.dispatchEvent(new CustomEvent("choose", { bubbles: true, detail: wallet })));
  if (wallet.icon) button.prepend(Object.assign(new Image(28, 28), { src: wallet.icon, alt: "" }));
  const item = document.createElement("li");
  item.append(button);
  return item;
}
