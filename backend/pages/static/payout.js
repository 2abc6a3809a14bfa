/** A payout of a split: prepare, send, follow; a reload at any point goes on where it was. */

import { isSame } from "./address.js";
import { post, Problem } from "./api.js";
import { follow as followSent } from "./sent.js";

const DIFFERENT = "This is not the payout this page shows. Reload the page and look again.";
const FAILED = "The network refused it. Nothing was paid; only the network fee was spent. Look again and retry.";
const UNSEEN = "The network does not know this payout. If your wallet does not show it either, nothing was spent: try again.";
// Of a split, a wallet is asked for nothing else: `withdraw_to` pays whom the data names.
const DISTRIBUTE = "0xceec8885"; // distribute(uint256[],uint256,address)
const WITHDRAW_FOR = "0x716fc5d4"; // withdraw_for(address,address)
const WITHDRAW_TO = "0xd85a91ba"; // withdraw_to(address,address)

const key = (split) => `payout:${split.toLowerCase()}`;

/** Return the unfinished payout of this split, or null: its hash and, once the network saw it, its place as a query. */
export const findUnfinished = (split) => localStorage.getItem(key(split));

/** Have the server write and try the transaction, and check that it asks the wallet for nothing but this. */
export async function prepare({ split, chain }, { kind, currency, payee }, account, recipient) {
  const wish = kind === "withdraw" ? { currency, payee, account, recipient } : { currency, account };
  const prepared = await post(`/api/royalties/${split}/${kind}`, wish);
  const { chain_id: chainId, to, from, value, data } = prepared;
  const isAsPromised =
    isSame(to, split) && isSame(from, account) && BigInt(value) === 0n && BigInt(chainId) === BigInt(chain) &&
    (kind === "withdraw" ? isSame(data, writeWithdrawal(payee, currency, recipient)) : data.startsWith(DISTRIBUTE));
  if (!isAsPromised) throw new Problem(DIFFERENT);
  return prepared;
}

function writeWithdrawal(payee, currency, recipient) {
  return (recipient ? WITHDRAW_TO : WITHDRAW_FOR) + word(recipient || payee) + word(currency || 0);
}

const word = (account) => BigInt(account).toString(16).padStart(64, "0");

/** Send a prepared payout and remember it in this browser; returns its hash. */
export async function send(wallet, split, { chain_id: chainId, to, from, data, value, gas }) {
  const hash = await wallet.send({ chainId, to, from, data, value, gas });
  localStorage.setItem(key(split), hash);
  return hash;
}

/** Follow a sent payout until this site counts it or another took its place; tells `progress` about every answer. */
export async function follow(split, sent, progress) {
  const keep = (place) => localStorage.setItem(key(split), place);
  const { state } = await followSent(`/api/royalties/${split}/payouts`, sent, { progress, keep });
  localStorage.removeItem(key(split));
  if (state === "failed") throw new Problem(FAILED);
  if (state === "unknown") throw new Problem(UNSEEN);
  return state;
}
