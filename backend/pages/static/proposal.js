/** The page of one proposal: voting, and what moves it on once it won. */

import { isSame } from "./address.js";
import { get } from "./api.js";
import { openErrands } from "./errands.js";
import { chainSeconds } from "./governance.js";
import { writeStep, writeVote } from "./governance_calls.js";
import { isBallot } from "./governance_deal.js";
import { openButton } from "./one_button.js";
import { showOutcomes } from "./outcomes.js";
import { CLOSED, readRelay } from "./relay.js";
import { find, write } from "./text.js";
import { describeBallot, mayCancel, nextStep } from "./vote_step.js";
import { watch } from "./watching.js";

const DONE = {
  vote: "Done. The bars count your vote.",
  queue: "Done. It waits now; then anyone can execute it.",
  execute: "Done. All it says has happened.",
  cancel: "Done. It is canceled for good.",
};
const REPLACED = "Your wallet sent another transaction in its place. What stands on this page is what counts.";

const facts = JSON.parse(find("governance").dataset.facts);
const { proposal: { id } } = facts;
const path = `/api/governance/proposals/${id}`;
const button = openButton({
  facts, nextStep, show, greet: () => look().catch(() => {}),
  state: {
    proposal: facts.proposal, settings: facts.settings, governor: facts.governor, now: facts.now,
    voter: null, standing: null, relay: CLOSED, support: null, reason: "", outcomes: [],
  },
  deeds: { look, voteFree, votePaid, queue: () => move("queue"), execute: () => move("execute") },
});
const { state, set } = button;
const errands = openErrands({ button, facts, name: id, look, finish });
const refresh = watch(path, adopt);

function show(state) {
  const { proposal, standing, doing, wallet } = state;
  const isVoting = proposal.state === "active" && standing && !standing.ballot && BigInt(standing.votes ?? 0) > 0n;
  const isMoving = ["succeeded", "queued"].includes(proposal.state);
  find("choices").hidden = !isVoting;
  for (const part of ["choices", "cancel"]) find(part).disabled = doing !== "idle";
  write("yours", describeBallot(standing?.ballot));
  find("vote").hidden = isMoving ? !standing?.ballot : !wallet && !["pending", "active"].includes(proposal.state);
  find("withdrawal").hidden = !mayCancel(state, wallet?.account);
  find("course").hidden = !isMoving && find("withdrawal").hidden;
  const place = find(isMoving ? "course-action" : "vote-action");
  if (!place.contains(find("action"))) place.append(find("action"));
  find("outcomes-lead").hidden = !isMoving || !state.outcomes.length;
  showOutcomes(isMoving ? state.outcomes : []);
}

/** Look what the wallet voted or can vote; an answer about a former one is let go. */
async function look() {
  const account = state.wallet?.account;
  if (!isSame(account, state.voter?.account)) set({ voter: null, standing: null });
  if (!account) return;
  const asked = [get(`/api/governance/voters/${account}`), get(`${path}/voters/${account}`), readRelay()];
  const [voter, standing, relay] = await Promise.all(asked);
  if (isSame(account, state.wallet?.account)) set({ voter, standing, relay });
}

function voteFree() {
  const ballot = readBallot();
  const isAsChosen = (typed, account) => isBallot(typed, { ...ballot, account, chain: facts.chain, governor: facts.governor });
  return errands.bring({ deed: "vote", kind: "ballots", wish: ballot, isAsChosen });
}

function votePaid() {
  const ballot = readBallot();
  return errands.send({ deed: "vote", path: "vote", wish: ballot, contract: facts.governor, call: writeVote(ballot) });
}

const readBallot = () => ({ proposal: id, support: state.support, reason: state.reason });

/** Queue, execute or cancel. */
function move(deed) {
  const call = writeStep(deed, state.proposal);
  return errands.send({ deed, path: `proposals/${id}/${deed}`, wish: {}, contract: facts.governor, call });
}

async function finish({ deed }, outcome) {
  await refresh();
  await look().catch(() => {});
  set({ done: outcome === "replaced" ? REPLACED : DONE[deed] });
}

/** Take up what the chain says of the proposal now. */
async function adopt(proposal) {
  const hasMoved = proposal.state !== state.proposal.state;
  set({ proposal, now: chainSeconds() });
  if (hasMoved) await Promise.all([look(), readOutcomes()]);
}

async function readOutcomes() {
  if (["succeeded", "queued"].includes(state.proposal.state)) set({ outcomes: await get(`${path}/simulation`) });
}

find("choices").addEventListener("input", ({ target }) => {
  set(target.name === "support" ? { support: Number(target.value), done: "" } : { reason: target.value.trim(), done: "" });
});
find("cancel").addEventListener("click", () => button.run(() => move("cancel")));
errands.resume();
readOutcomes().catch(() => {});
