/** What the one button says and does now, and the line under it. Pure. */

import { isSame } from "./sign_in.js";

const BUSY = {
  connecting: ["Confirm in your wallet", "Your wallet asks whether this page may see your address."],
  switching: ["Confirm in your wallet", "Your wallet asks whether to change its network."],
  preparing: ["One moment", "Checking that the edition can be collected."],
  sending: ["Confirm in your wallet", "Your wallet shows what it costs. An edition cannot be given back, only passed on."],
  signing: ["Sign in your wallet", "A signature shows the edition is yours. It costs nothing."],
  opening: ["Opening the mix", "Your edition is being confirmed, listening opens in a moment."],
};

const busy = (label, note) => ({ label, note, isBusy: true });
const closed = (label, note) => ({ label, note, isOff: true });

/** Return {label, note, does, aside, isBusy, isOff, needsWallet} for a state of the page. */
export function nextStep(state) {
  if (state.phase in BUSY) return busy(...BUSY[state.phase]);
  if (state.phase === "following") return confirming(state);
  if (state.serials.length) return owning(state);
  if (state.sale === "upcoming") return state.wallet ? upcoming(state) : connecting(state);
  if (!state.wallet) return connecting(state);
  return state.sale === "open" ? selling(state) : over(state);
}

/** Write serials as people say them: "#42", "#42 and #43". */
export function numbers(serials) {
  const named = serials.map((serial) => `#${serial}`);
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}

function confirming({ seen }) {
  if (seen?.state === "confirming") {
    return busy(`Confirming ${seen.confirmations} of ${seen.needed}`, "It is on the network. You may close this page, your edition is on its way.");
  }
  const notes = {
    unreachable: "This site does not answer just now. Your wallet has sent it; we keep asking.",
    unknown: "The network has not seen it yet. We keep asking.",
  };
  return busy("Waiting for the network", notes[seen?.state] ?? "Sent. You may close this page, your edition is on its way.");
}

function owning(state) {
  const { serials, isPlayingMix, access } = state;
  const notes = {
    holder: "The full mix is yours to hear here for as long as you hold the edition.",
    pending: "Your edition is being confirmed, listening opens in a moment.",
  };
  const label = isPlayingMix ? "Pause" : `You own ${numbers(serials)} - listen`;
  return { label, note: notes[access] ?? "Sign in with your wallet once and the full mix opens.", does: "listen", aside: another(state) };
}

function connecting({ sale, isWalletless }) {
  if (isWalletless) return { needsWallet: true };
  const notes = {
    upcoming: "Not open yet. You can hear the preview now and connect ahead of time.",
    open: "Listening to the preview is free and needs no wallet.",
    sold_out: "Every edition is collected. If you own one, connect its wallet to hear the full mix.",
    closed: "Collecting is over. If you own an edition, connect its wallet to hear the full mix.",
  };
  return { label: "Connect wallet", note: notes[sale], does: "connect" };
}

function upcoming({ opensWords }) {
  return closed(`Opens ${opensWords}`, "You are ready: this button opens by itself.");
}

function another({ sale, wallet, cap, serials, chain, cost }) {
  const isPossible = sale === "open" && wallet?.chain === BigInt(chain) && (!cap || serials.length < cap);
  return isPossible ? { label: cost ? `Collect another for ${cost}` : "Collect another", does: "collect" } : null;
}

function selling({ wallet, viewer, chain, chainName, cost }) {
  if (wallet.chain !== BigInt(chain)) {
    return { label: `Switch to ${chainName}`, note: "Your wallet is on another network. Switching costs nothing.", does: "switch" };
  }
  return {
    label: cost ? `Collect for ${cost}` : "Collect for free",
    note: `${cost ? `Exactly ${cost}` : "Nothing"} plus your wallet's network fee. An edition cannot be given back, only passed on.`,
    does: "collect",
    aside: isSame(viewer, wallet.account) ? null : { label: "I own one already", does: "listen" },
  };
}

function over({ sale, viewer, wallet, access }) {
  const words = sale === "sold_out" ? "Sold out" : "Closed";
  if (access === "stranger" && isSame(viewer, wallet.account)) return closed(words, "This wallet holds no edition. The preview stays free.");
  return { label: "Sign in to listen", note: `${words}. If this wallet holds an edition, signing in opens the full mix.`, does: "listen" };
}
