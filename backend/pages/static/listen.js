/** From holding an edition to hearing the full mix. */

import { isSame } from "./address.js";
import { Problem } from "./api.js";
import { readAccess, signIn } from "./sign_in.js";
import { until } from "./wait.js";

const ASK_EVERY = 1500;
const LOOKS_AFTER_COLLECTING = 40;

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

/** Sign in if need be and change to the full mix; raises a `Problem` when the wallet may not hear it. */
export async function openMix({ store, player, facts }) {
  const { wallet, viewer, hasJustCollected } = store.state;
  if (wallet && !isSame(viewer, wallet.account)) {
    store.set({ doing: "signing" });
    store.set({ viewer: await signIn(wallet) });
  }
  store.set({ doing: "opening" });
  const access = await waitForAccess(facts.slug, hasJustCollected, (seen) => store.set({ access: seen.state }));
  if (access.state !== "holder") {
    store.set({ serials: [] });
    throw new Problem(access.sentence);
  }
  store.set({ serials: access.serials, hasJustCollected: false, doing: "idle" });
  if (!player.isWhole) player.showMix();
  await player.play();
}

/** Find out why a sound stopped: an edition passed on, or a connection lost. */
export async function explainFailure({ store, player, facts }) {
  if (!player.isWhole) return player.complain("The preview did not load. Check your connection and press play again.");
  const access = await readAccess(facts.slug).catch(() => ({ state: "unreachable" }));
  if (access.state === "unreachable" || access.state === "holder") {
    return player.complain("The mix stopped loading. Check your connection and press play again.");
  }
  store.set({ access: access.state, serials: [] });
  player.showPreview();
  return player.complain(`${access.sentence} You can still hear the preview.`);
}
