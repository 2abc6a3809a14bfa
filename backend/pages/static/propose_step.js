/** What the button under the form of a proposal says and does. Pure. */

import { BRINGING } from "./bringing.js";
import { busyStep } from "./busy.js";
import { countVotes } from "./votes.js";

const BUSY = { ...BRINGING, preparing: () => ["One moment", "Trying it on the network first."] };
const FINAL = "Everyone can read it, and nobody can change it.";

/** Return {label, note, does, isBusy, isOff} for a state of the page. */
export function nextStep(state) {
  return busyStep(state, BUSY) ?? standing(state);
}

function standing({ wallet, voter, settings, wishes, preview, done }) {
  if (!wallet) return { label: "Connect wallet", note: "Connect to see whether you can propose. You can write first.", does: "connect" };
  if (voter && !voter.can_propose) return { label: "Not enough votes", note: lacking(voter, settings), isOff: true };
  if (done) return { label: "Propose it", note: done, does: "propose" };
  if (wishes.fault) return { label: "Propose it", note: wishes.fault, isOff: true };
  const fails = preview?.actions.some(({ outcome }) => outcome);
  const warning = fails ? "Something in it would fail if it were done now: it can be proposed, and fails unless that changes. " : "";
  return { label: "Propose it", note: `${warning}${FINAL} It costs the network fee.`, does: "propose" };
}

function lacking({ votes, balance, delegate }, settings) {
  const needed = settings ? `Who proposes needs ${countVotes(settings.proposal_threshold)}; you have ${countVotes(votes)}.` : "You have too few votes to propose.";
  return BigInt(balance) && !delegate ? `${needed} Nobody votes with your fan tokens: say who does on the page of all proposals.` : needed;
}
