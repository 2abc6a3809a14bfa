/** What the button beside a fan's votes says and does, and how those votes stand, in words. Pure. */

import { isSame, short } from "./address.js";
import { BRINGING, offerBoth } from "./bringing.js";
import { busyStep } from "./busy.js";
import { countVotes, writeVotes } from "./votes.js";

const BUSY = { ...BRINGING, preparing: () => ["One moment", "Checking who would vote with your fan tokens."] };
const LATER = "It counts in every vote that begins afterwards; what has begun stays as it was.";
const ADDRESS = /^0x[\da-f]{40}$/i;

/** Return {label, note, does, aside, isBusy, isOff} for a state of the page. */
export function nextStep(state) {
  return busyStep(state, BUSY) ?? standing(state);
}

/** Return whom a person chose to vote with their fan tokens, null for nobody; undefined while that is no address. */
export function chosenDelegate({ choice, other, wallet }) {
  if (choice === "nobody") return null;
  if (choice === "self") return wallet.account;
  return ADDRESS.test(other) && BigInt(other) ? other : undefined;
}

/** Say what votes a wallet has, and who votes with its fan tokens. */
export function describePower({ account, balance, votes, delegate, delegators }) {
  const held = BigInt(balance) ? `You hold ${tokens(balance)}.` : "This wallet holds no fan tokens.";
  return [held, BigInt(balance) ? describeDelegate(account, delegate) : "", describeVotes(votes, delegators, isSame(delegate, account))].filter(Boolean).join(" ");
}

function describeDelegate(account, delegate) {
  if (!delegate) return "Nobody votes with them.";
  return isSame(delegate, account) ? "You vote with them yourself." : `${short(delegate)} votes with them.`;
}

function describeVotes(votes, delegators, isOwn) {
  if (!BigInt(votes)) return "You have no votes now.";
  const trust = delegators === 1 ? "one other who trusts you" : `${writeCount(delegators)} others who trust you`;
  if (!delegators) return `You have ${countVotes(votes)}.`;
  return `You have ${countVotes(votes)}, ${isOwn ? "with those" : "all"} of ${trust}.`;
}

const writeCount = (number) => number.toLocaleString("en");
const tokens = (units) => (writeVotes(units) === "1" ? "1 fan token" : `${writeVotes(units)} fan tokens`);

function standing(state) {
  const { wallet, voter, done } = state;
  if (!wallet) return { label: "Connect wallet", note: "Connect to see how many votes you have. It costs nothing.", does: "connect" };
  if (!voter) return { label: "Look again", note: "This site could not tell your votes just now.", does: "look" };
  if (!BigInt(voter.balance)) return { note: done || "Who holds fan tokens chooses here who votes with them." };
  const delegate = chosenDelegate(state);
  if (delegate === undefined) return { label: "Say who votes", note: "Write the address of whom you trust: 0x and 40 digits.", isOff: true };
  if (isSame(delegate, voter.delegate) || delegate === voter.delegate) return { label: "This is how it stands", note: done || "Choose somebody else to change it.", isOff: true };
  return offerBoth(state, { label: describeChoice(state, delegate), note: LATER, does: "delegate" });
}

function describeChoice({ choice }, delegate) {
  if (choice === "self") return "Vote with my fan tokens myself";
  return delegate ? `Let ${short(delegate)} vote` : "Let nobody vote";
}
