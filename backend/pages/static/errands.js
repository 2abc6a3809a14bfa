/** What a voter has done on chain: by a signature that this site brings there, or by a transaction.
 *
 * An errand is {deed, by, sent, ...}: which deed, whether the wallet or this site sends it, and the hash of the transaction or
 * the id of what this site brings. It is kept in this browser, so that a reload at any point goes on where it was.
 */

import { post, Problem } from "./api.js";
import { isCall } from "./governance_deal.js";
import { ask, follow } from "./sent.js";
import { until } from "./wait.js";

const ASK_EVERY = 1500;
const DIFFERENT = "This is not what this page shows. Reload the page and look again.";
const FAILED = "The network refused it. Nothing changed; only the network fee was spent. Look again and retry.";
const UNSEEN = "The network does not know it. If your wallet does not show it either, nothing was spent: try again.";

/** Open the errands of a page, kept under `name`.
 *
 * `finish(errand, outcome)` shows what came of one that was done, `look` how things stand after one that was not.
 */
export function openErrands({ button, facts, name, look, finish }) {
  const key = `governance:${name}`;
  const { state, set } = button;

  function keep(errand) {
    localStorage.setItem(key, JSON.stringify(errand));
    return errand;
  }

  /** Have the server write and try a transaction, check it against `call`, and send it with the wallet. */
  async function send({ deed, path, wish, contract, call }) {
    const { account } = state.wallet;
    await button.reachNetwork();
    set({ doing: "preparing" });
    const prepared = await post(`/api/governance/${path}`, { account, ...wish });
    const written = typeof call === "function" ? call(prepared) : call;
    if (!isCall(prepared, { chain: facts.chain, contract, account, call: written })) throw new Problem(DIFFERENT);
    set({ doing: "sending", prepared });
    const { chain_id: chainId, to, from, data, value, gas } = prepared;
    const sent = await state.wallet.send({ chainId, to, from, data, value, gas });
    await goOn(keep({ deed, by: "wallet", sent, id: prepared.id }));
  }

  /** Have the server write what to sign, check it, sign it, and have this site bring it to the network. */
  async function bring({ deed, kind, wish, isAsChosen }) {
    const { account } = state.wallet;
    await button.reachNetwork();
    set({ doing: "preparing" });
    const { typed_data: typed } = await askRelay(`${kind}/draft`, { account, ...wish });
    if (!isAsChosen(typed, account)) throw new Problem(DIFFERENT);
    set({ doing: "signing" });
    const signature = await state.wallet.signTyped(typed);
    const { nonce, expiry } = typed.message;
    const { id } = await askRelay(kind, { account, ...wish, nonce, expiry, signature });
    await goOn(keep({ deed, by: "site", sent: id }));
  }

  /** What this site will not bring can still be sent: the page then offers that. */
  async function askRelay(path, wish) {
    try {
      return await post(`/api/governance/relay/${path}`, wish);
    } catch (error) {
      if (!error.passes) closeRelay();
      throw error;
    }
  }

  const closeRelay = () => set({ relay: { is_open: false, reason: "" } });

  /** Follow an errand until this site counts it, and show what came of it. */
  async function goOn(errand) {
    set({ doing: "following", prepared: null });
    const progress = (seen) => set({ seen });
    const follower = errand.by === "wallet" ? followTransaction : followRelay;
    const { state: outcome, sentence } = await follower(errand, progress);
    localStorage.removeItem(key);
    if (!["failed", "unknown"].includes(outcome)) return finish(errand, outcome);
    await look().catch(() => {});
    if (errand.by === "site") closeRelay();
    throw new Problem(sentence ?? (outcome === "failed" ? FAILED : UNSEEN));
  }

  const followTransaction = (errand, progress) =>
    follow("/api/governance/transactions", errand.sent, { progress, keep: (sent) => keep({ ...errand, sent }) });

  /** Go on with what a reload interrupted. */
  function resume() {
    const errand = JSON.parse(localStorage.getItem(key));
    if (errand) button.run(() => goOn(errand));
  }

  return { send, bring, resume };
}

function followRelay({ sent }, progress) {
  return until(async () => {
    const seen = await ask(`/api/governance/relay/${sent}`);
    progress(seen);
    return seen.state === "failed" || (seen.state === "confirmed" && seen.is_counted) ? seen : undefined;
  }, ASK_EVERY);
}
