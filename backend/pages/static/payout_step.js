/** What the one button of a split's page says and does now, and the line under it. Pure. */

import { isSame } from "./address.js";
import { busyStep } from "./busy.js";

const BUSY = {
  signing: () => ["Sign in your wallet", "A signature shows the wallet is yours. It costs nothing."],
  preparing: () => ["One moment", "Checking what would be paid."],
  sending: ({ prepared }) => ["Confirm in your wallet", `${prepared.sentence} Your wallet shows the network fee, and nothing else leaves it.`],
};

/** Return the deeds this wallet may be offered: those for everyone, and what it may take itself. */
export const offered = ({ deeds, wallet }) => deeds.filter(({ payee }) => !payee || isSame(payee, wallet?.account));

/** Return the deed the page stands at: the one that was picked, else what the wallet may take, else the first. */
export function choose(state) {
  const own = offered(state);
  return own.find((deed) => isSameDeed(deed, state.picked)) ?? own.find(({ payee }) => payee) ?? own[0] ?? null;
}

/** Return {label, note, does, isBusy, aside} for a state of the page. */
export function nextStep(state) {
  return busyStep(state, BUSY) ?? standing(state);
}

function standing(state) {
  const deed = choose(state);
  const aside = besides(state);
  if (!deed) return { label: "", note: state.done, aside };
  return { label: deed.label, note: state.done || `${deed.note} It costs the network fee.`, does: "payOut", aside };
}

/** Tell whether two deeds are the same one, though amounts have changed. */
export const isSameDeed = (one, other) => Boolean(other) && ["kind", "currency", "payee"].every((name) => one[name] === other[name]);

function besides({ deeds, wallet, wallets }) {
  if (wallet) return wallets.length > 1 ? { label: "Use another wallet", does: "change" } : null;
  return deeds.some(({ payee }) => payee) ? { label: "I am a payee", does: "change" } : null;
}
