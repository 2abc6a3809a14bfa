/** The votes of a fan on /governance: how many there are, and who votes with their fan tokens. */

import { isSame } from "./address.js";
import { get } from "./api.js";
import { openErrands } from "./errands.js";
import { replaceWords } from "./fresh.js";
import { chainSeconds, countAll } from "./governance.js";
import { writeDelegation } from "./governance_calls.js";
import { isDelegation } from "./governance_deal.js";
import { openButton } from "./one_button.js";
import { chosenDelegate, describePower, nextStep } from "./power_step.js";
import { CLOSED, readRelay } from "./relay.js";
import { find, write } from "./text.js";
import { showTreasury } from "./treasury.js";
import { watch } from "./watching.js";

const DONE = "Done. It counts in every vote that begins from now on.";
const REPLACED = "Your wallet sent another transaction in its place. What stands above is what counts.";

const facts = JSON.parse(find("governance").dataset.facts);
const button = openButton({
  facts, nextStep, show, greet: () => look().catch(() => {}),
  state: { voter: null, relay: CLOSED, choice: "self", other: "" },
  deeds: { look, delegateFree, delegatePaid },
});
const { state, set } = button;
const errands = openErrands({ button, facts, name: "power", look, finish });
watch(`/api/governance/proposals${location.search}`);

function show({ voter, choice, doing }) {
  find("power-now").hidden = !voter;
  write("power-now", voter ? describePower(voter) : "");
  find("delegates").hidden = !voter || !BigInt(voter.balance);
  find("other-field").hidden = choice !== "other";
  for (const input of find("delegates").querySelectorAll("input")) input.disabled = doing !== "idle";
}

/** Look what votes the wallet has; an answer about a former one is let go. */
async function look() {
  const account = state.wallet?.account;
  if (!isSame(account, state.voter?.account)) set({ voter: null });
  if (!account) return;
  const [voter, relay] = await Promise.all([get(`/api/governance/voters/${account}`), readRelay()]);
  if (isSame(account, state.wallet?.account)) set({ voter, relay });
}

function delegateFree() {
  const delegate = chosenDelegate(state);
  const isAsChosen = (typed) => isDelegation(typed, { chain: facts.chain, token: facts.fan_token, delegate, now: chainSeconds() });
  return errands.bring({ deed: "delegate", kind: "delegations", wish: { delegate }, isAsChosen });
}

function delegatePaid() {
  const delegate = chosenDelegate(state);
  return errands.send({ deed: "delegate", path: "delegate", wish: { delegate }, contract: facts.fan_token, call: writeDelegation({ delegate }) });
}

async function finish(_errand, outcome) {
  await Promise.all([look().catch(() => {}), replaceWords()]);
  countAll();
  set({ done: outcome === "replaced" ? REPLACED : DONE });
}

find("delegates").addEventListener("input", ({ target }) => {
  set(target.name === "delegate" ? { choice: target.value, done: "" } : { other: target.value.trim(), done: "" });
});
showTreasury();
errands.resume();
