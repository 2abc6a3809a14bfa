/** Signing in, or adding a wallet, on a page that is a member's own. */

import { Problem } from "./api.js";
import { signIn } from "./sign_in.js";
import { find, write } from "./text.js";
import { discover } from "./wallet.js";
import { NO_WALLET, showWallets } from "./wallet_list.js";

/** Let the entrance's button sign in with a wallet, and call `entered` when it has. */
export function openEntrance(entered) {
  const wallets = [];
  const button = find("enter");
  discover((wallet) => wallets.push(wallet));
  button.addEventListener("click", () => attempt(() => choose(wallets, button, entered)));
  find("wallets").addEventListener("choose", ({ detail }) => attempt(() => enter(detail, button, entered)));
}

/** Do something; what goes wrong becomes the sentence of the page. */
export async function attempt(deed) {
  write("problem", "");
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error);
    write("problem", error instanceof Problem ? error.message : "Something went wrong on this page. Reload it and try again.");
  }
}

async function choose(wallets, button, entered) {
  if (!wallets.length) throw new Problem(NO_WALLET);
  if (wallets.length === 1) await enter(wallets[0], button, entered);
  else showWallets(wallets, button);
}

async function enter(wallet, button, entered) {
  showWallets([], button);
  await wallet.connect();
  await signIn(wallet);
  await entered();
}
