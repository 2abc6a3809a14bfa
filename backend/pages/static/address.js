/** Addresses of accounts. Pure. */

/** Tell whether two addresses are one account; wallets and servers differ in letter case. */
export const isSame = (one, other) => Boolean(one && other) && one.toLowerCase() === other.toLowerCase();

/** Shorten an address in the middle. */
export const short = (address) => `${address.slice(0, 6)}…${address.slice(-4)}`;

/** Return the address in a page's `?by=`, who sent the visitor here, or null. */
export function readReferrer(search) {
  const by = new URLSearchParams(search).get("by") ?? "";
  return /^0x[\da-f]{40}$/i.test(by) && BigInt(by) ? by : null;
}
