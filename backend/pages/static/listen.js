/** From holding an edition to hearing the full mix. */

import { isSame } from "./address.js";
import { Problem } from "./api.js";
import { readAccess, signIn } from "./sign_in.js";
import { until } from "./wait.js";

const ASK_EVERY = 1500;
const LOOKS_AFTER_COLLECTING = 40;
const NOT_ALLOWED = [401, 403];

/** Return what the server says of the viewer, waiting while a fresh edition becomes final. */
export function waitForAccess(slug, hasJustCollected, tell) {
  let looks = 0;
  return until(async () => {
    const access = await readAccess(slug);
    // The receipt is seen a moment before the ledger of holders knows of it.
    const isLate = access.state === "stranger" && hasJustCollected && ++looks < LOOKS_AFTER_COLLECTING;
    tell(access);
    return access.state === "pending" || isLate ? undefined : access;
  }, ASK_EVERY);
}

/** Sign in if need be and play the full mix; raises a `Problem` when the wallet may not hear it. */
export async function openMix({ store, deck, sleeve, facts }) {
  const { wallet, viewer, hasJustCollected } = store.state;
  if (wallet && !isSame(viewer, wallet.account)) {
    store.set({ doing: "signing" });
    store.set({ viewer: await signIn(wallet) });
  }
  store.set({ doing: "opening" });
  const { state, serials, sentence, needs } = await waitForAccess(facts.slug, hasJustCollected, (seen) => store.set({ access: seen.state }));
  store.set({ serials: state === "holder" ? serials : [], needs });
  if (state !== "holder") throw new Problem(sentence);
  store.set({ hasJustCollected: false, doing: "idle" });
  await deck.start(sleeve.mix);
}

/** Say why a sound of this page stopped, and go back to the preview when the mix is no longer the listener's. */
export async function explainRefusal(problem, { store, sleeve, facts }) {
  if (!sleeve.isOurs) return;
  if (!NOT_ALLOWED.includes(problem.status)) return void sleeve.complain(problem.message);
  sleeve.showPreview();
  sleeve.complain(`${problem.message} You can still hear the preview.`);
  const { state, needs } = await readAccess(facts.slug).catch(() => ({ state: "stranger", needs: [] }));
  store.set({ access: state, serials: [], needs });
}
