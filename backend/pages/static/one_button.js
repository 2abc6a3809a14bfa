/** A page's one button: the wallets behind it, one deed at a time, and a sentence under it when one fails. */

import { short } from "./address.js";
import { get, Problem } from "./api.js";
import { find, write } from "./text.js";
import { discover } from "./wallet.js";
import { NO_WALLET, showWallets } from "./wallet_list.js";

const BROKEN = "Something went wrong on this page. Reload it and try again.";
const BLANK = {
  doing: "idle", problem: "", done: "", prepared: null, seen: null,
  wallets: [], wallet: null, isChoosing: false, isLooking: false, intent: null,
};

/** Open the button of a page on the chain that `facts` names.
 *
 * `nextStep(state)` says what it does, by name among `deeds`; `show(state)` shows the rest of the page, and
 * `greet(state)` looks up what concerns a wallet when there is another one.
 */
export function openButton({ facts, nextStep, deeds, state: own, show = () => {}, greet = async () => {} }) {
  const state = { ...BLANK, coin: facts.units.coin, ...own };
  const known = { connect: () => withWallet(() => {}), change, ...deeds };

  function set(changes) {
    Object.assign(state, changes);
    showStep(nextStep(state), state);
    if (find("whose")) showWhose(state);
    show(state);
  }

  /** Run one deed at a time; what goes wrong becomes a sentence under the button. */
  async function run(deed) {
    if (state.doing !== "idle") return;
    set({ problem: "", done: "", isChoosing: false, doing: "starting" });
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Problem)) console.error(error);
      set({ problem: error instanceof Problem ? error.message : BROKEN });
    }
    set({ doing: "idle", prepared: null, seen: null });
  }

  /** Have a wallet and go on with `next`; among several the person chooses first. */
  async function withWallet(next) {
    if (state.wallet) return next();
    if (!state.wallets.length) throw new Problem(NO_WALLET);
    if (state.wallets.length > 1) return set({ isChoosing: true, intent: next });
    return connectTo(state.wallets[0], next);
  }

  async function connectTo(wallet, next) {
    set({ doing: "connecting", isChoosing: false });
    await wallet.connect();
    await take(wallet);
    await next?.();
  }

  /** Make a wallet the page's own, or let go of one without an account. */
  async function take(wallet) {
    set({ wallet: wallet.account ? wallet : null, isLooking: true });
    await greet(state);
    set({ isLooking: false });
  }

  function change() {
    state.wallet?.forget();
    set({ wallet: null });
    return withWallet(() => {});
  }

  async function reachNetwork() {
    set({ doing: "switching" });
    await state.wallet.switchTo(BigInt(facts.chain), facts.chainName, () => get("/api/network"));
  }

  function press(name) {
    if (name) run(known[name]);
  }

  find("primary").addEventListener("click", () => press(nextStep(state).does));
  find("aside").addEventListener("click", () => press(nextStep(state).aside?.does));
  find("change-wallet")?.addEventListener("click", () => press("change"));
  find("wallets").addEventListener("choose", ({ detail }) => run(() => connectTo(detail, state.intent)));
  discover(async (wallet) => {
    state.wallets.push(wallet);
    wallet.watch(() => state.wallet === wallet && take(wallet).catch(() => {}));
    if (!state.wallet && (await wallet.resume().catch(() => false))) await take(wallet).catch(() => {});
  });
  set({});
  return { state, set, run, withWallet, reachNetwork };
}

/** Show a step {label, note, does, aside: {label, does}, isBusy, isOff}. */
function showStep({ label, note, aside, isBusy, isOff }, { problem, done, wallets, isChoosing, doing, seen }) {
  find("primary").hidden = !label;
  write("primary", label ?? "");
  find("primary").setAttribute("aria-disabled", Boolean(isBusy || isOff));
  find("primary").dataset.busy = Boolean(isBusy);
  write("note", note ?? "");
  write("status", isBusy ? `${label}. ${note}` : done);
  write("problem", problem);
  find("aside").hidden = !aside || Boolean(isBusy);
  write("aside", aside?.label ?? "");
  showWallets(isChoosing ? wallets : [], find("primary"));
  const link = doing === "following" && (seen?.explorer_url ?? seen?.transaction_url);
  find("explorer").hidden = !link;
  if (link) find("explorer").href = link;
}

/** Show whose votes or money the page speaks of. */
function showWhose({ wallet, wallets, doing }) {
  find("whose").hidden = !wallet;
  find("change-wallet").hidden = doing !== "idle" || wallets.length < 2;
  write("whose-address", wallet ? short(wallet.account) : "");
}
