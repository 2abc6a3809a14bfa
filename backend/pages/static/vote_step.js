/** What the button on a proposal's page says and does: to vote, and then to move on what won. Pure. */

import { isSame, short } from "./address.js";
import { BRINGING, offerBoth } from "./bringing.js";
import { busyStep } from "./busy.js";
import { moment } from "./countdown.js";
import { countVotes } from "./votes.js";

const BUSY = { ...BRINGING, preparing: () => ["One moment", "Trying it on the network first."] };
const CHOICES = ["against", "for", "abstain"];
const MOST_REASON_BYTES = 1024;
const SET_GUARDIAN = "0xa660aca5"; // setProposalGuardian(address)
const OPEN = ["pending", "active", "succeeded", "queued"];
const FINAL = "A vote cannot be changed.";

/** Return {label, note, does, aside, isBusy, isOff} for a state of the page. */
export function nextStep(state) {
  const stages = { pending, active, succeeded, queued };
  return busyStep(state, BUSY) ?? (stages[state.proposal.state] ?? over)(state);
}

/** Say what a wallet voted, or "" while it did not. */
export function describeBallot(ballot) {
  if (!ballot) return "";
  const choice = ballot.support === 2 ? "You abstained" : `You voted ${CHOICES[ballot.support]}`;
  return `${choice}, with ${countVotes(ballot.weight)}.`;
}

/** Tell whether a wallet may cancel: who proposed before the vote begins, the guardian until it is executed. */
export function mayCancel({ proposal, settings, governor }, account) {
  if (!account || !OPEN.includes(proposal.state)) return false;
  if (isSame(account, proposal.proposer) && proposal.state === "pending") return true;
  const replacesGuardian = ({ target, calldata }) => isSame(target, governor) && calldata.startsWith(SET_GUARDIAN);
  return isSame(account, settings?.guardian) && !proposal.actions.every(replacesGuardian);
}

/** Return how many bytes a reason is too long. */
export const overlong = (reason) => Math.max(0, new TextEncoder().encode(reason).length - MOST_REASON_BYTES);

function pending({ proposal, wallet, voter, done }) {
  const label = `Voting begins ${moment(proposal.begins_at * 1000)}`;
  if (!wallet) return { label: "Connect wallet", note: "Connect to see whether you will have votes.", does: "connect" };
  if (done) return { label, note: done, isOff: true };
  if (!voter) return { label, note: "Votes count as they are at that moment.", isOff: true };
  if (BigInt(voter.votes)) return { label, note: `You have ${countVotes(voter.votes)} now. What you have at that moment counts.`, isOff: true };
  return { label, note: `You have no votes now. ${advise(voter)}`, isOff: true };
}

/** Say how to have votes when a vote begins. */
function advise({ balance, delegate }) {
  if (!BigInt(balance)) return "Only fan tokens vote: have some, and say who votes with them, before it begins.";
  const who = delegate ? `${short(delegate)} votes with your fan tokens` : "Nobody votes with your fan tokens";
  return `${who}. Change that on the page of all proposals before it begins.`;
}

function active(state) {
  const { wallet, standing, support, reason, done } = state;
  if (!wallet) return { label: "Connect wallet", note: "Connect to vote. It costs nothing yet.", does: "connect" };
  if (!standing) return { label: "Look again", note: "This site could not tell just now whether you can vote.", does: "look" };
  if (standing.ballot) return { note: done };
  // Clocks may be ahead of the chain, which weighs votes from the next block on.
  if (standing.votes === null) return { label: "Look again", note: "The vote has only just begun.", does: "look" };
  if (!BigInt(standing.votes)) return { label: "No votes here", note: powerless(state), isOff: true };
  if (support === null) return { label: "Vote", note: `You have ${countVotes(standing.votes)} here. Choose above.`, isOff: true };
  if (overlong(reason)) return { label: "Vote", note: `Your reason is ${overlong(reason)} bytes too long. Shorten it.`, isOff: true };
  const label = support === 2 ? "Abstain" : `Vote ${CHOICES[support]}`;
  return offerBoth(state, { label, note: `It counts ${countVotes(standing.votes)}. ${FINAL}`, does: "vote" });
}

/** Say why a wallet cannot vote here, though others can. */
function powerless({ voter, proposal }) {
  const since = moment(proposal.begins_at * 1000);
  if (voter && BigInt(voter.votes)) return `You have votes now, but had none when this vote began, ${since}. They count in the next one.`;
  if (voter?.delegate && !isSame(voter.delegate, voter.account)) return `${short(voter.delegate)} votes with your fan tokens. You can change that for votes that begin later, on the page of all proposals.`;
  if (voter && BigInt(voter.balance)) return `When this vote began, ${since}, nobody voted with your fan tokens: they do not vote until you say who votes with them.`;
  return `This wallet had no fan tokens when this vote began, ${since}.`;
}

function succeeded({ wallet, settings, done }) {
  const note = done || `It won. Queued, it waits ${wait(settings)} before anyone can execute it. Anyone may queue it. It costs the network fee.`;
  return wallet ? { label: "Queue it", note, does: "queue" } : { label: "Connect wallet to queue it", note, does: "connect" };
}

function queued({ proposal, wallet, now, done }) {
  if (now < proposal.executable_at) {
    return { label: `Can be executed ${moment(proposal.executable_at * 1000)}`, note: done || "It won, and waits so that whoever disagrees can act. Then anyone may execute it.", isOff: true };
  }
  const note = "It won and has waited. All of it happens, or nothing. Anyone may execute it. It costs the network fee.";
  return wallet ? { label: "Execute it", note, does: "execute" } : { label: "Connect wallet to execute it", note, does: "connect" };
}

function over({ proposal, wallet, standing, done }) {
  if (done || !wallet || standing?.ballot) return { note: done };
  const ends = proposal.state === "canceled" ? "It was canceled" : "Voting is over";
  return { note: `${ends}: this wallet did not vote.` };
}

function wait(settings) {
  const seconds = settings?.execution_delay_seconds ?? 0;
  if (!seconds) return "no longer";
  const [size, unit] = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]].find(([size]) => seconds % size === 0);
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
