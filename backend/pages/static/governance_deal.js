/** Whether what the server hands over is what this page shows; a wallet is asked only then. Pure. */

import { isSame } from "./address.js";

const DOMAIN = ["name:string", "version:string", "chainId:uint256", "verifyingContract:address"];
const BALLOT = ["proposalId:uint256", "support:uint8", "voter:address", "nonce:uint256"];
const EXTENDED_BALLOT = [...BALLOT, "reason:string", "params:bytes"];
const DELEGATION = ["delegatee:address", "nonce:uint256", "expiry:uint256"];
const LONGEST_SECONDS = 2 * 86400; // the server asks for a day; its clock may be ahead
const NOBODY = "0x0000000000000000000000000000000000000000";

/** A transaction calls one contract on this chain with exactly these bytes, from this account, and sends no coin. */
export function isCall({ chain_id: chainId, to, from, value, data }, { chain, contract, account, call }) {
  return BigInt(chainId) === BigInt(chain) && isSame(to, contract) && isSame(from, account) && BigInt(value) === 0n && isSame(data, call);
}

/** A ballot says on this proposal what was chosen, with the reason that was written and nothing else. */
export function isBallot(typed, { chain, governor, account, proposal, support, reason }) {
  const { message } = typed;
  return (
    isOf(typed, reason ? "ExtendedBallot" : "Ballot", reason ? EXTENDED_BALLOT : BALLOT) && isFor(typed, chain, governor) &&
    BigInt(message.proposalId) === BigInt(proposal) && Number(message.support) === support && isSame(message.voter, account) &&
    (!reason || (message.reason === reason && message.params === "0x"))
  );
}

/** A delegation lets whom was chosen vote with the signer's fan tokens, and cannot be kept for later. */
export function isDelegation(typed, { chain, token, delegate, now }) {
  return (
    isOf(typed, "Delegation", DELEGATION) && isFor(typed, chain, token) && isSame(typed.message.delegatee, delegate ?? NOBODY) &&
    BigInt(typed.message.expiry) <= BigInt(now + LONGEST_SECONDS)
  );
}

function isOf({ primaryType, types }, name, fields) {
  const wanted = { EIP712Domain: DOMAIN, [name]: fields };
  return primaryType === name && Object.keys(types).length === 2 && Object.keys(wanted).every((each) => isWritten(types[each], wanted[each]));
}

const isWritten = (fields, wanted) => String(fields?.map(({ name, type }) => `${name}:${type}`)) === String(wanted);

const isFor = ({ domain }, chain, contract) => BigInt(domain.chainId) === BigInt(chain) && isSame(domain.verifyingContract, contract);
