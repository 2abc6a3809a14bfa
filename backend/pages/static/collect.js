/** Collecting editions: prepare, pay, send, follow; a reload at any point goes on where it was. */

import { get, post, Problem } from "./api.js";
import { isApproval, isAuthorization, isPurchase } from "./deal.js";
import { until } from "./wait.js";

const ASK_EVERY = 1500;
const ENDINGS = {
  failed: "The network refused it. Nothing was collected; only the network fee was spent. You can try again.",
  replaced: "Your wallet sent something else in its place, so this one will not happen. You can collect again.",
  dropped: "The network dropped it before it happened. Nothing was spent. You can collect again.",
};
const DIFFERENT = "The terms differ from what this page shows. Reload the page and look again.";
const LATE = "The network does not show your approval yet. Wait a moment and collect again: it will not be asked twice.";

const key = (slug) => `collect:${slug}`;
const path = (slug) => `/api/drops/${slug}/mints`;

/** Return the unfinished purchase of this drop, {hash, account}, or null. */
export function findUnfinished(slug) {
  return JSON.parse(localStorage.getItem(key(slug)) ?? "null");
}

/** Remember a sent transaction in this browser before anything else can go wrong. */
export function remember(slug, purchase) {
  localStorage.setItem(key(slug), JSON.stringify(purchase));
}

/** Go from a wish to a sent transaction, through what a currency asks before; returns its hash.
 *
 * `reach` brings the wallet to the network, `enter` names the step the fan is at.
 */
export async function buy({ slug, wallet, wish, deal, reach, enter }) {
  let prepared = await prepare(slug, wish, deal, enter);
  await reach();
  if (prepared.approve) {
    await approve(slug, wallet, prepared, enter);
    prepared = await prepare(slug, wish, deal, enter);
    if (prepared.approve) throw new Problem(LATE);
  } else if (prepared.sign) {
    enter("authorizing");
    const signature = await wallet.signTyped(prepared.sign);
    prepared = await prepare(slug, { ...wish, authorization: { ...prepared.authorization, signature } }, deal, enter);
  }
  if (!prepared.transaction) throw new Problem(DIFFERENT);
  // A fan may have changed the network while the last step took its time.
  await reach();
  enter("sending");
  return wallet.send({ ...prepared.transaction, chainId: prepared.chain_id });
}

/** Follow a sent transaction to its end; tells `progress` about every answer. Returns the serials it brought. */
export async function follow(slug, purchase, progress) {
  const last = await watch(slug, purchase, progress, ({ state }) => state === "confirmed");
  localStorage.removeItem(key(slug));
  return orFail(last).serials;
}

/** Have the server prepare and simulate the next step, and check it is the one this page promises. */
async function prepare(slug, wish, deal, enter) {
  enter("preparing");
  const prepared = await post(path(slug), wish);
  const { chain_id: chain, transaction, approve, sign } = prepared;
  const isAsPromised =
    BigInt(chain) === BigInt(deal.chain) &&
    (!transaction || isPurchase(transaction, deal)) && (!approve || isApproval(approve, deal)) && (!sign || isAuthorization(sign, deal));
  if (!isAsPromised) throw new Problem(DIFFERENT);
  return prepared;
}

/** Have the wallet allow the price, and wait until it is in a block. */
async function approve(slug, wallet, { approve: transaction, chain_id: chainId }, enter) {
  enter("approving");
  const hash = await wallet.send({ ...transaction, chainId });
  enter("allowing");
  orFail(await watch(slug, { hash, account: wallet.account }, () => {}, ({ confirmations }) => confirmations > 0));
}

function orFail(seen) {
  if (seen.state in ENDINGS) throw new Problem(ENDINGS[seen.state]);
  return seen;
}

function watch(slug, purchase, progress, isDone) {
  const place = `${path(slug)}/${purchase.hash}`;
  const isTold = { value: false };
  return until(async () => {
    const seen = await look(place, purchase, isTold, progress);
    return seen && (seen.state in ENDINGS || isDone(seen)) ? seen : undefined;
  }, ASK_EVERY);
}

async function look(place, purchase, isTold, progress) {
  try {
    if (!isTold.value) await post(place, { account: purchase.account });
    isTold.value = true;
    const seen = await get(place);
    progress(seen);
    return seen;
  } catch (error) {
    if (!error.passes) throw error;
    progress({ state: "unreachable" });
    return undefined;
  }
}
