/** From what a person writes in the form of a proposal to what the governor would be asked for. Pure. */

import { read } from "./money.js";

const ADDRESS = /^0x[\da-f]{40}$/i;
const NOBODY = `0x${"0".repeat(40)}`;
const VOTE_DECIMALS = 18;
const SECONDS = { days: 86400, hours: 3600, minutes: 60 };
const MOST_ACTIONS = 8;
const MOST_BYTES = 2048;
const SUFFIX_BYTES = 54; // two line ends and #proposer=0x...
const KINDS = { pay, setting, hand_over: handOver, take_over: takeOver };

/** Return {actions} as the server takes them, or {fault}: a sentence about the first thing that is missing. */
export function readWishes({ title, text, actions }, facts) {
  const words = new TextEncoder().encode(`# ${title}\n\n${text}`).length + SUFFIX_BYTES;
  if (!title) return { fault: "Give it a title." };
  if (words > MOST_BYTES) return { fault: `Title and text are ${words - MOST_BYTES} bytes too long. Shorten them, or link to more.` };
  if (actions.length > MOST_ACTIONS) return { fault: `It can do ${MOST_ACTIONS} things at most.` };
  const wishes = actions.map(({ kind, fields }, index) => readWish(kind, fields, facts, index + 1));
  const fault = wishes.find((wish) => wish.fault)?.fault;
  if (fault) return { fault };
  return { actions: wishes.length ? wishes : [{ kind: "signal" }] };
}

function readWish(kind, fields, facts, number) {
  const wish = KINDS[kind](fields, facts);
  return typeof wish === "string" ? { fault: `${number}: ${wish}` } : { kind, ...wish };
}

function pay({ to, amount, currency }, { units }) {
  if (!isAddress(to)) return "write whom to pay, an address with 0x and 40 digits.";
  const parts = read(amount, units[currency].decimals);
  if (!parts || !BigInt(parts)) return `write how much, such as 2.5, with at most ${units[currency].decimals} digits behind the point.`;
  return { to, amount: parts, currency: currency === "coin" ? null : currency };
}

function setting({ name, value, per }) {
  if (name === "guardian") {
    if (value && !isAddress(value)) return "write the guardian's address, or leave it empty for none.";
    return { name, value: value || NOBODY };
  }
  const number = name === "proposal_threshold" ? read(value, VOTE_DECIMALS) : read(value, 0);
  if (number === null) return "write the new value, a number.";
  return { name, value: isTime(name) ? String(BigInt(number) * BigInt(SECONDS[per])) : number };
}

function handOver({ contract, to }) {
  if (!isAddress(contract)) return "write which contract to hand over, its address.";
  return isAddress(to) ? { contract, to } : "write who gets it, an address with 0x and 40 digits.";
}

function takeOver({ contract }) {
  return isAddress(contract) ? { contract } : "write which contract to take over, its address.";
}

/** Tell whether a setting is a time. */
export const isTime = (name) => !["proposal_threshold", "quorum_numerator", "guardian"].includes(name);

const isAddress = (text) => ADDRESS.test(text);
