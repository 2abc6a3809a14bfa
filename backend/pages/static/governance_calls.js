/** What governor and fan token are called with for what a person chose. Pure. */

import { bytes, list, text, word, write } from "./calls.js";

const VOTE = "0x56781388"; // castVote(uint256,uint8)
const VOTE_WITH_REASON = "0x7b3c71d3"; // castVoteWithReason(uint256,uint8,string)
const DELEGATE = "0x5c19a95c"; // delegate(address)
const PROPOSE = "0x7d5e81e2"; // propose(address[],uint256[],bytes[],string)
const STEPS = {
  queue: "0x160cbed7", // queue(address[],uint256[],bytes[],bytes32)
  execute: "0x2656227d", // execute(address[],uint256[],bytes[],bytes32)
  cancel: "0x452115d6", // cancel(address[],uint256[],bytes[],bytes32)
};
const SETTINGS = {
  voting_delay: "0x79051887", // setVotingDelay(uint48)
  voting_period: "0xe540d01d", // setVotingPeriod(uint32)
  proposal_threshold: "0xece40cc1", // setProposalThreshold(uint256)
  quorum_numerator: "0x06f3f9e6", // updateQuorumNumerator(uint256)
  late_extension: "0x330df7ff", // setLateQuorumVoteExtension(uint48)
  execution_delay: "0xe4917d9f", // setExecutionDelay(uint256)
  guardian: "0xa660aca5", // setProposalGuardian(address)
};
const TRANSFER = "0xa9059cbb"; // transfer(address,uint256)
const HAND_OVER = "0xf0350c04"; // transfer_ownership(address)
const TAKE_OVER = "0xa67c2dcb"; // accept_ownership()

/** Return the call of a vote: `support` is 0 against, 1 for, 2 abstain. */
export function writeVote({ proposal, support, reason }) {
  const ballot = [word(proposal), word(support)];
  return reason ? write(VOTE_WITH_REASON, ...ballot, text(reason)) : write(VOTE, ...ballot);
}

/** Return the call that says who votes with one's fan tokens, null for nobody. */
export const writeDelegation = ({ delegate }) => write(DELEGATE, word(delegate ?? 0));

/** Return the call that proposes actions. */
export const writeProposal = (actions, description) => write(PROPOSE, ...columns(actions), text(description));

/** Return the call that queues, executes or cancels a proposal. */
export const writeStep = (kind, { actions, description_hash: hash }) => write(STEPS[kind], ...columns(actions), word(hash));

/** Return the action {target, value_wei, calldata} that a wish asks the governor for. */
export function writeAction(wish, governor) {
  const kinds = {
    pay: ({ to, amount, currency }) => (currency ? act(currency, write(TRANSFER, word(to), word(amount))) : act(to, "0x", amount)),
    setting: ({ name, value }) => act(governor, write(SETTINGS[name], word(value))),
    hand_over: ({ contract, to }) => act(contract, write(HAND_OVER, word(to))),
    take_over: ({ contract }) => act(contract, TAKE_OVER),
    signal: () => act(governor, "0x"),
  };
  return kinds[wish.kind](wish);
}

/** Return what a proposal's people read, in the form that governors' pages agree on. */
export function writeDescription({ title, text: words, only_proposer: isOwn }, account) {
  const told = words ? `# ${title}\n\n${words}` : `# ${title}`;
  return isOwn ? `${told}\n\n#proposer=${account}` : told;
}

const act = (target, calldata, value = 0) => ({ target, value_wei: String(value), calldata });

function columns(actions) {
  return [
    list(actions.map(({ target }) => word(target))),
    list(actions.map(({ value_wei: value }) => word(value))),
    list(actions.map(({ calldata }) => bytes(calldata))),
  ];
}
