/** From the state of the page to what stands on it. */

import { short } from "./address.js";
import { showNeeds } from "./needs.js";
import { nextStep } from "./next_step.js";
import { showSale } from "./sale_view.js";
import { find, write } from "./text.js";
import { showWallets } from "./wallet_list.js";

/** Show a state; writes only what differs, so that live regions speak once. */
export function show(state) {
  const planned = nextStep(state);
  const step = planned.needsWallet ? wayToWallet() : planned;
  showPrimary(step);
  write("note", step.note);
  write("status", step.isBusy || state.serials.length ? `${step.label}. ${step.note}` : "");
  write("problem", state.problem);
  showAside(step.aside);
  showLink("explorer", state.doing === "following" && state.seen?.explorer_url);
  showViewer(state);
  showWallets(state.isChoosing ? state.wallets : [], find("primary"));
  showNeeds(state);
  showSale(state);
}

/** Where to go without a wallet: on a phone a wallet's own browser, elsewhere a page that explains wallets. */
function wayToWallet() {
  const { host, pathname, search, hash } = location;
  return matchMedia("(hover: none) and (pointer: coarse)").matches
    ? { label: "Open in MetaMask", href: `https://link.metamask.io/dapp/${host}${pathname}${search}${hash}`, note: "No wallet was found in this browser. Open this page in your wallet's own browser: this button does it for MetaMask." }
    : { label: "Find a wallet", href: "https://ethereum.org/wallets/find-wallet/", note: "No wallet was found in this browser. Install one, such as Rabby or MetaMask, and reload this page." };
}

function showPrimary(step) {
  const button = find("primary");
  button.hidden = Boolean(step.href);
  showLink("way", step.href);
  write(step.href ? "way" : "primary", step.label);
  button.setAttribute("aria-disabled", Boolean(step.isBusy || step.isOff));
  button.dataset.busy = Boolean(step.isBusy);
}

function showLink(id, href) {
  find(id).hidden = !href;
  if (href) find(id).href = href;
}

function showAside(aside) {
  find("aside").hidden = !aside;
  if (aside) write("aside", aside.label);
}

function showViewer({ wallet, viewer }) {
  const account = wallet?.account ?? viewer;
  find("viewer").hidden = !account;
  find("change-wallet").hidden = !wallet;
  find("sign-out").hidden = !viewer;
  if (!account) return;
  write("viewer-address", short(account));
  Object.assign(find("viewer-address").dataset, { copy: account });
  find("viewer-address").setAttribute("aria-label", `Copy your address ${short(account)}`);
}
