/** Collecting an edition: prepare, send, follow; a reload at any point goes on where it was. */

import { get, post, Problem } from "./api.js";
import { until } from "./wait.js";

const ASK_EVERY = 1500;
const ENDINGS = {
  failed: "The network refused it. Nothing was collected; only the network fee was spent. You can try again.",
  replaced: "Your wallet sent something else in its place, so this one will not happen. You can collect again.",
  dropped: "The network dropped it before it happened. Nothing was spent. You can collect again.",
};

const key = (slug) => `collect:${slug}`;

/** Return the unfinished purchase of this drop, {hash, account}, or null. */
export function findUnfinished(slug) {
  return JSON.parse(localStorage.getItem(key(slug)) ?? "null");
}

/** Have the server prepare and simulate the transaction, and check it is the one this page promises. */
export async function prepare(facts, account) {
  const prepared = await post(`/api/drops/${facts.slug}/mints`, { account, quantity: 1 });
  const { to, value } = prepared.transaction;
  const isAsPromised = to.toLowerCase() === facts.contract.toLowerCase() && BigInt(value) === BigInt(facts.price);
  if (!isAsPromised || BigInt(prepared.chain_id) !== BigInt(facts.chain)) {
    throw new Problem("The terms differ from what this page shows. Reload the page and look again.");
  }
  return { ...prepared.transaction, chainId: prepared.chain_id };
}

/** Remember a sent transaction in this browser before anything else can go wrong. */
export function remember(slug, purchase) {
  localStorage.setItem(key(slug), JSON.stringify(purchase));
}

/** Follow a sent transaction to its end; tells `progress` about every answer. Returns the serials it brought. */
export async function follow(facts, purchase, progress) {
  const path = `/api/drops/${facts.slug}/mints/${purchase.hash}`;
  const isTold = { value: false };
  const last = await until(() => look(path, purchase, isTold, progress), ASK_EVERY);
  localStorage.removeItem(key(facts.slug));
  if (last.state !== "confirmed") throw new Problem(ENDINGS[last.state]);
  return last.serials;
}

async function look(path, purchase, isTold, progress) {
  try {
    if (!isTold.value) await post(path, { account: purchase.account });
    isTold.value = true;
    const seen = await get(path);
    progress(seen);
    return seen.state === "confirmed" || seen.state in ENDINGS ? seen : undefined;
  } catch (error) {
    if (!error.passes) throw error;
    progress({ state: "unreachable" });
    return undefined;
  }
}
