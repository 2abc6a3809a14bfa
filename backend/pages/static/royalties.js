/** The page of one split: paying out what waits, and signing in to read statements. */

import { short } from "./address.js";
import { copy } from "./copy.js";
import { replaceWords } from "./fresh.js";
import { write as writeAmount } from "./money.js";
import { openButton } from "./one_button.js";
import { choose, isSameDeed, nextStep, offered } from "./payout_step.js";
import { findUnfinished, follow, prepare, send } from "./payout.js";
import { fill } from "./rows.js";
import { signIn } from "./sign_in.js";
import { find } from "./text.js";

const DONE = "Done. The amounts below count it.";
const REPLACED = "Your wallet sent another transaction in its place. If that pays out too, the amounts below count it in a moment.";

const facts = JSON.parse(find("split").dataset.facts);
const button = openButton({
  facts, nextStep, show, state: { deeds: readDeeds(), picked: null },
  deeds: { payOut: () => button.withWallet(payOut) },
});
const { state, set, run, withWallet } = button;

function readDeeds() {
  return [...document.querySelectorAll("input[name=deed]")].map(({ dataset }) => JSON.parse(dataset.deed));
}

function show(state) {
  showDeeds(state);
  showAmounts(state);
}

/** Show what this wallet may choose from, and where the page stands. */
function showDeeds(state) {
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
function showAmounts({ prepared }) {
  const unit = prepared && unitOf(prepared.currency);
  fill("amounts", prepared ? prepared.amounts : [], (part, { account, name, amount }) => {
    part("who").textContent = name ?? short(account);
    part("amount").textContent = `${writeAmount(amount, unit.decimals)} ${unit.symbol}`;
  });
}

const unitOf = (currency) => facts.units[currency ?? "coin"];

async function payOut() {
  const deed = choose(state);
  set({ picked: deed });
  await button.reachNetwork();
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

document.addEventListener("change", ({ target }) => {
  if (target.name === "deed") set({ picked: state.deeds[target.value], done: "" });
});
document.addEventListener("click", ({ target }) => {
  copy(target.closest("[data-copy]"));
  if (target.id === "sign-in") run(() => withWallet(enter));
});
const unfinished = findUnfinished(facts.split);
if (unfinished) run(() => finish(unfinished));
