/** What the one button of a split's page says and does now, and the line under it. Pure. */

import { isSame } from "./address.js";

const BUSY = {
  starting: () => ["One moment", ""],
  connecting: () => ["Confirm in your wallet", "Your wallet asks whether this page may see your address."],
  switching: () => ["Confirm in your wallet", "Your wallet asks whether to change its network."],
  signing: () => ["Sign in your wallet", "A signature shows the wallet is yours. It costs nothing."],
  preparing: () => ["One moment", "Checking what would be paid."],
  sending: ({ prepared }) => ["Confirm in your wallet", `${prepared.sentence} Your wallet shows the network fee, and nothing else leaves it.`],
  following: ({ seen }) => following(seen),
};

/** Return the deeds this wallet may be offered: those for everyone, and what it may take itself. */
export const offered = ({ deeds, wallet }) => deeds.filter(({ payee }) => !payee || isSame(payee, wallet?.account));

/** Return the deed the page stands at: the one that was picked, else what the wallet may take, else the first. */
export function choose(state) {
  const own = offered(state);
  return own.find((deed) => isSameDeed(deed, state.picked)) ?? own.find(({ payee }) => payee) ?? own[0] ?? null;
}

/** Return {label, note, isBusy, isOff, aside} for a state of the page. */
export function nextStep(state) {
  if (state.doing in BUSY) {
    const [label, note] = BUSY[state.doing](state);
    return { label, note, isBusy: true };
  }
  const deed = choose(state);
  const aside = besides(state);
  if (!deed) return { label: "", note: state.done, aside };
  return { label: deed.label, note: state.done || `${deed.note} It costs the network fee.`, aside };
}

/** Tell whether two deeds are the same one, though amounts have changed. */
export const isSameDeed = (one, other) => Boolean(other) && ["kind", "currency", "payee"].every((name) => one[name] === other[name]);

function besides({ deeds, wallet, wallets }) {
  if (!wallet) return deeds.some(({ payee }) => payee) ? "I am a payee" : "";
  return wallets.length > 1 ? "Use another wallet" : "";
}

function following(seen) {
  if (seen?.state === "confirming") return [`Confirming ${seen.confirmations} of ${seen.needed}`, "It is on the network. You may close this page."];
  const notes = {
    unreachable: "This site does not answer just now. Your wallet has sent it; we keep asking.",
    unknown: "The network has not seen it yet. We keep asking.",
    confirmed: "It is confirmed. The amounts here follow in a moment.",
  };
  return ["Waiting for the network", notes[seen?.state] ?? "Sent. You may close this page."];
}
