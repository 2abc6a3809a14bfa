/** Calls of contracts as bytes (Solidity's ABI). Pure.
 *
 * A value is {head} when it is one word, else {tail}: its place is a word, and it stands behind all words.
 */

const WORD = 64; // hex digits

/** Return a number, an address, or 32 bytes as one word. */
export const word = (value) => ({ head: digits(value) });

/** Return bytes of any length, given as 0x hex. */
export const bytes = (hex) => {
  const content = hex.slice(2);
  return { tail: digits(content.length / 2) + content.padEnd(Math.ceil(content.length / WORD) * WORD, "0") };
};

/** Return a text as UTF-8. */
export const text = (words) => bytes(`0x${[...new TextEncoder().encode(words)].map(twoDigits).join("")}`);

/** Return a list of values of one kind. */
export const list = (values) => ({ tail: digits(values.length) + join(values) });

/** Return the call of a function, whose selector is 0x hex, with values. */
export const write = (selector, ...values) => selector + join(values);

const digits = (value) => BigInt(value).toString(16).padStart(WORD, "0");
const twoDigits = (byte) => byte.toString(16).padStart(2, "0");

function join(values) {
  let heads = "";
  let tails = "";
  for (const { head, tail } of values) {
    heads += head ?? digits((values.length * WORD + tails.length) / 2);
    tails += tail ?? "";
  }
  return heads + tails;
}
