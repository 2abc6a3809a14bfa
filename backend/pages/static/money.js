/** Amounts in a unit's smallest part, written as people read them. Pure. */

/** Write an amount in whole units, without needless zeros: "5", "0.05". */
export function write(amount, decimals) {
  const digits = String(amount).padStart(decimals + 1, "0");
  const cents = digits.slice(digits.length - decimals).replace(/0+$/, "");
  const whole = digits.slice(0, digits.length - decimals);
  return decimals && cents ? `${whole}.${cents}` : whole;
}

/** Write a price with at least two decimals: "5.00", "0.125". */
export function price(amount, decimals) {
  const [whole, cents = ""] = write(amount, decimals).split(".");
  return `${whole}.${cents.padEnd(2, "0")}`;
}

/** Write what something costs: "5 POL", or "" when it is free. */
export const cost = (amount, { symbol, decimals }) => (amount ? `${write(amount, decimals)} ${symbol}` : "");

/** Write an amount that is only roughly known: two digits that count, and all before the point. */
export function roughly(amount, decimals) {
  const [whole, cents = ""] = write(amount, decimals).split(".");
  const [told] = /^0*\d{0,2}/.exec(cents);
  return whole === "0" && told ? `0.${told}` : `${whole}${cents ? `.${cents.slice(0, 2)}` : ""}`;
}

/** Read an amount as a person writes it, in whole units: its smallest parts as digits, or null when it is none. */
export function read(text, decimals) {
  const [, whole, cents = ""] = /^(\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || cents.length > decimals) return null;
  return String(BigInt(whole + cents.padEnd(decimals, "0")));
}
