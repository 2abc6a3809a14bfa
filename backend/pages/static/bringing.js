/** What a button says where a deed can be signed and brought by this site, or sent for the network fee. Pure. */

import { roughly } from "./money.js";

/** What a page says while either is under way. */
export const BRINGING = {
  signing: () => ["Sign in your wallet", "Your signature costs nothing, and can be used for nothing else."],
  sending: ({ prepared, coin }) => ["Confirm in your wallet", `${prepared.sentence} The network fee is about ${writeFee(prepared, coin)}, and nothing else leaves your wallet.`],
};

const writeFee = ({ gas, gas_price: price }, { symbol, decimals }) => `${roughly(BigInt(gas) * BigInt(price), decimals)} ${symbol}`;

/** Return the step of a deed: without a network fee first where this site brings it, by a transaction otherwise. */
export function offerBoth({ relay, done }, { label, note, does }) {
  if (!relay.is_open) return { label, note: done || [relay.reason, "It costs the network fee.", note].filter(Boolean).join(" "), does: `${does}Paid` };
  return {
    label: `${label}, without a network fee`,
    note: done || `You sign it, and this site brings it to the network. ${note}`,
    does: `${does}Free`,
    aside: { label: "Send it myself, for the network fee", does: `${does}Paid` },
  };
}
