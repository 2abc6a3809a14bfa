/** The page of one split: paying out what waits, and signing in to read statements. */

import { short } from "./address.js";
import { get, Problem } from "./api.js";
import { copy } from "./copy.js";
import { replaceWords } from "./fresh.js";
import { write as writeAmount } from "./money.js";
import { choose, isSameDeed, nextStep, offered } from "./payout_step.js";
import { findUnfinished, follow, prepare, send } from "./payout.js";
import { fill } from "./rows.js";
import { signIn } from "./sign_in.js";
import { find, write } from "./text.js";
import { discover } from "./wallet.js";
import { NO_WALLET, showWallets } from "./wallet_list.js";

const DONE = "Done. The amounts below count it.";
const REPLACED = "Your wallet sent another transaction in its place. If that pays out too, the amounts below count it in a moment.";

const facts = JSON.parse(find("split").dataset.facts);
const state = {
  deeds: readDeeds(), picked: null, doing: "idle", problem: "", done: "", prepared: null, seen: null,
  wallets: [], wallet: null, isChoosing: false, intent: null,
};

function set(changes) {
  Object.assign(state, changes);
  show();
}

function readDeeds() {
  return [...document.querySelectorAll("input[name=deed]")].map(({ dataset }) => JSON.parse(dataset.deed));
}

function show() {
  const { label, note, isBusy, aside } = nextStep(state);
  find("primary").hidden = !label;
  write("primary", label);
  find("primary").setAttribute("aria-disabled", Boolean(isBusy));
  find("primary").dataset.busy = Boolean(isBusy);
  write("note", note);
  write("status", isBusy ? `${label}. ${note}` : state.done);
  write("problem", state.problem);
  find("aside").hidden = !aside || isBusy;
  write("aside", aside ?? "");
  showWallets(state.isChoosing ? state.wallets : [], find("primary"));
  showDeeds();
  showAmounts();
  const link = state.doing === "following" && state.seen?.explorer_url;
  find("explorer").hidden = !link;
  if (link) find("explorer").href = link;
}

/** Show what this wallet may choose from, and where the page stands. */
function showDeeds() {
  const own = offered(state);
  const deed = choose(state);
  for (const input of document.querySelectorAll("input[name=deed]")) {
    const each = state.deeds[input.value];
    input.closest("label").hidden = !own.includes(each);
    input.checked = Boolean(deed) && isSameDeed(each, deed);
    input.disabled = state.doing !== "idle";
  }
  find("elsewhere").hidden = deed?.kind !== "withdraw";
  find("idle").hidden = own.length > 0;
  find("deeds").querySelector("fieldset").hidden = own.length < 2;
}

/** Show everyone's amount before the wallet is opened, and as long as it is. */
function showAmounts() {
  const { prepared } = state;
  const unit = prepared && unitOf(prepared.currency);
  fill("amounts", prepared ? prepared.amounts : [], (part, { account, name, amount }) => {
    part("who").textContent = name ?? short(account);
    part("amount").textContent = `${writeAmount(amount, unit.decimals)} ${unit.symbol}`;
  });
}

const unitOf = (currency) => facts.units[currency ?? "coin"];

/** Run one deed at a time; what goes wrong becomes a sentence under the button. */
async function run(deed) {
  if (state.doing !== "idle") return;
  set({ problem: "", done: "", isChoosing: false, doing: "starting" });
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error);
    set({ problem: error instanceof Problem ? error.message : "Something went wrong on this page. Reload it and try again." });
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
  set({ wallet: wallet.account ? wallet : null });
  await next?.();
}

async function payOut() {
  const deed = choose(state);
  set({ picked: deed, doing: "switching" });
  await state.wallet.switchTo(BigInt(facts.chain), facts.chainName, () => get("/api/network"));
  set({ doing: "preparing" });
  const prepared = await prepare(facts, deed, state.wallet.account, find("recipient").value.trim() || null);
  set({ doing: "sending", prepared: { ...prepared, currency: deed.currency } });
  await finish(await send(state.wallet, facts.split, prepared));
}

async function finish(sent) {
  set({ doing: "following", prepared: null });
  const outcome = await follow(facts.split, sent, (seen) => set({ seen }));
  await replaceWords();
  find("recipient").value = "";
  set({ deeds: readDeeds(), picked: null, done: outcome === "replaced" ? REPLACED : DONE });
}

async function enter() {
  set({ doing: "signing" });
  await signIn(state.wallet);
  location.reload();
}

function listenToPeople() {
  find("primary").addEventListener("click", () => run(() => withWallet(payOut)));
  find("aside").addEventListener("click", () => run(() => {
    state.wallet?.forget();
    set({ wallet: null });
    return withWallet(() => {});
  }));
  find("wallets").addEventListener("choose", ({ detail }) => run(() => connectTo(detail, state.intent)));
  document.addEventListener("change", ({ target }) => {
    if (target.name === "deed") set({ picked: state.deeds[target.value], done: "" });
  });
  document.addEventListener("click", ({ target }) => {
    copy(target.closest("[data-copy]"));
    if (target.id === "sign-in") run(() => withWallet(enter));
  });
}

function watchWallets() {
  discover(async (wallet) => {
    state.wallets.push(wallet);
    wallet.watch(() => state.wallet === wallet && set({ wallet: wallet.account ? wallet : null }));
    if (!state.wallet && (await wallet.resume().catch(() => false))) set({ wallet });
  });
}

listenToPeople();
watchWallets();
show();
const unfinished = findUnfinished(facts.split);
if (unfinished) run(() => finish(unfinished));
