/** Tickets: a link that lets one wallet buy (`#ticket=`), and what may be wrong with it. Pure. */

import { moment } from "./countdown.js";
import { isSame, short } from "./address.js";
import { cost } from "./money.js";

const BROKEN = "This ticket link is damaged. Open it exactly as it was sent to you.";
const FORMS = { wallet: /^0x[\da-f]{40}$/i, price: /^\d{1,29}$/, signature: /^0x[\da-f]{130}$/i };
const NUMBERS = ["phase", "quantity", "deadline", "serial"];

/** Read the ticket out of a page's hash; returns {ticket, fault}, both empty when there is none. */
export function readTicket(hash) {
  const [, packed] = hash.match(/^#ticket=(.*)$/) ?? [];
  if (packed === undefined) return { ticket: null, fault: "" };
  try {
    const bytes = Uint8Array.from(atob(packed.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.codePointAt(0));
    const ticket = JSON.parse(new TextDecoder().decode(bytes));
    if (isWellFormed(ticket)) return { ticket, fault: "" };
  } catch {
    // Not base64, or not JSON: the same to who opened the link.
  }
  return { ticket: null, fault: BROKEN };
}

/** Say why a ticket cannot be used at all, or "". */
export function findFault({ phase, deadline }, drop, now) {
  const isOfDrop = drop.phases.some(({ number, audience }) => number === phase && audience === "ticket");
  if (!isOfDrop) return "This ticket is for another drop. Open the link exactly as it was sent to you.";
  if (deadline * 1000 < now) return `This ticket was good until ${moment(deadline * 1000)}. Ask who sent it for a new one.`;
  return "";
}

/** Say what a ticket is good for. */
export function describeTicket({ wallet, quantity, price, deadline }, unit, account) {
  const editions = quantity === 1 ? "one edition" : `${quantity} editions`;
  const each = unit ? priceWords(cost(BigInt(price), unit), quantity) : "";
  const whose = isSame(wallet, account) ? "" : ` It is for the wallet ${short(wallet)}.`;
  return `Your ticket: ${editions}${each}, until ${moment(deadline * 1000)}.${whose}`;
}

function priceWords(cost, quantity) {
  if (!cost) return " for free";
  return ` at ${cost}${quantity === 1 ? "" : " each"}`;
}

function isWellFormed(ticket) {
  return (
    NUMBERS.every((name) => Number.isSafeInteger(ticket[name]) && ticket[name] > 0) &&
    Object.entries(FORMS).every(([name, form]) => typeof ticket[name] === "string" && form.test(ticket[name]))
  );
}
