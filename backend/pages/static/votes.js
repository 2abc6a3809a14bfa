/** Votes and fan tokens, as people read them. Pure. */

import { write as writeAmount } from "./money.js";

const DECIMALS = 18;

/** Write votes with the marks of thousands and at most two decimals, rounded down: "1,234.5". */
export function writeVotes(units) {
  if (BigInt(units) && BigInt(units) < 10n ** BigInt(DECIMALS - 2)) return "less than 0.01";
  const [whole, cents = ""] = writeAmount(units, DECIMALS).split(".");
  const rest = cents.slice(0, 2).replace(/0+$/, "");
  return BigInt(whole).toLocaleString("en") + (rest && `.${rest}`);
}

/** Write how many votes: "1 vote", "2.5 votes". */
export function countVotes(units) {
  const count = writeVotes(units);
  return count === "1" ? "1 vote" : `${count} votes`;
}
