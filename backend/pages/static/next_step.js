/** What the one button says and does now, and the line under it. Pure. */

import { isSame, short } from "./address.js";
import { moment } from "./countdown.js";
import { isForSale } from "./offer.js";

const BUSY = {
  connecting: () => ["Confirm in your wallet", "Your wallet asks whether this page may see your address."],
  switching: () => ["Confirm in your wallet", "Your wallet asks whether to change its network."],
  preparing: () => ["One moment", "Checking that the edition can be collected."],
  approving: ({ agreed }) => [`Allow ${agreed} in your wallet`, `This drop may then take exactly ${agreed}, once. Collecting is the next step.`],
  allowing: () => ["Waiting for the network", "Your approval is on its way. Then your wallet asks once more, to collect."],
  authorizing: ({ agreed }) => ["Sign in your wallet", `Your signature lets this drop take exactly ${agreed}, once. Collecting is the next step.`],
  sending: (state) => ["Confirm in your wallet", `Your wallet shows what it costs. ${finality(state)}`],
  signing: () => ["Sign in your wallet", "A signature shows the edition is yours. It costs nothing."],
  opening: () => ["Opening the mix", "Your edition is being confirmed, listening opens in a moment."],
};
const OVER = { sold_out: "Sold out", closed: "Closed" };

const busy = (label, note) => ({ label, note, isBusy: true });
const closed = (label, note) => ({ label, note, isOff: true });

/** Return {label, note, does, aside, isBusy, isOff, needsWallet} for a state of the page. */
export function nextStep(state) {
  if (state.doing in BUSY) return busy(...BUSY[state.doing](state));
  if (state.doing === "following") return confirming(state);
  if (state.serials.length) return owning(state);
  if (state.access === "holder") return listening(state);
  if (!state.wallet) return connecting(state);
  return state.drop.state in OVER ? over(state) : { ...offering(state), aside: ownAlready(state) };
}

/** Write serials as people say them: "#42", "#42 and #43". */
export function numbers(serials) {
  const named = serials.map((serial) => `#${serial}`);
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}

function finality({ drop }) {
  return drop.is_soulbound ? "An edition can be neither given back nor passed on." : "An edition cannot be given back, only passed on.";
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
  const { serials, isPlayingMix, access, sentence } = state;
  const notes = {
    holder: "The full mix is yours to hear here for as long as you hold the edition.",
    pending: "Your edition is being confirmed, listening opens in a moment.",
    paused: sentence,
  };
  const label = isPlayingMix ? "Pause" : `You own ${numbers(serials)} - listen`;
  return { label, note: notes[access] ?? "Sign in with your wallet once and the full mix opens.", does: "listen", aside: another(state) };
}

/** Who may hear the mix by something else than an edition of it. */
function listening(state) {
  return { label: state.isPlayingMix ? "Pause" : "Listen", note: state.sentence, does: "listen", aside: another(state) };
}

function connecting({ drop, offer, isWalletless }) {
  if (isWalletless) return { needsWallet: true };
  const notes = {
    upcoming: "Not open yet. You can hear the preview now and connect ahead of time.",
    open: "Listening to the preview is free and needs no wallet.",
    paused: "The label has paused collecting. The preview is free and needs no wallet.",
    sold_out: "Every edition is collected. If you own one, connect its wallet to hear the full mix.",
    closed: "Collecting is over. If you own an edition, connect its wallet to hear the full mix.",
  };
  const isListed = drop.state === "open" && offer?.phase.audience === "allowlist";
  return { label: "Connect wallet", note: isListed ? `Connect to see whether your wallet is on the list of ${offer.phase.name}.` : notes[drop.state], does: "connect" };
}

/** What a connected wallet may do with the phase the page stands at. */
function offering(state) {
  const { drop, offer } = state;
  if (drop.state === "paused") return closed("Paused", "The label has paused collecting. This button comes back by itself.");
  if (!offer) return closed("Not for sale yet", "No sale has been announced. This button opens by itself when one is.");
  if (offer.phase.state === "upcoming") return upcoming(state);
  if (offer.phase.state in OVER) return closed(OVER[offer.phase.state], `${offer.phase.name} is over. Choose another phase above.`);
  if (offer.barrier) return closed(...barred(state));
  return offer.most > 0 ? selling(state) : closed("All yours collected", "This wallet has collected as many as one wallet may.");
}

function upcoming(state) {
  const { phase, barrier } = state.offer;
  return closed(`Opens ${moment(phase.opens * 1000)}`, barrier ? barred(state)[1] : "You are ready: this button opens by itself.");
}

function unlisted({ drop, offer }) {
  return `This wallet is not on the list of ${offer.phase.name}. Change to one that is${otherwise(drop)}.`;
}

const otherwise = ({ phases }) => (phases.length > 1 ? ", or choose another phase" : "");

function barred(state) {
  const { drop, offer, ticket } = state;
  const words = {
    currency: () => ["Cannot be paid here", "This phase is priced in a currency this site does not know. Ask the label to allow it."],
    ticket: () => ["Needs a ticket", `${offer.phase.name} sells with tickets. Open the link you were sent${otherwise(drop)}.`],
    wallet: () => ["Another wallet's ticket", `This ticket is for ${short(ticket.wallet)}. Change to that wallet to use it.`],
    list: () => ["Not on the list", unlisted(state)],
    asking: () => ["One moment", "Looking whether this wallet is on the list."],
  };
  return words[offer.barrier]();
}

function another(state) {
  const { offer, wallet, chain } = state;
  if (!isForSale(state) || wallet?.chain !== BigInt(chain)) return null;
  const many = offer.quantity === 1 ? "Collect another" : `Collect ${offer.quantity} more`;
  return { label: offer.cost ? `${many} for ${offer.cost}` : many, does: "collect" };
}

function selling(state) {
  const { wallet, chain, chainName, coin, offer } = state;
  if (wallet.chain !== BigInt(chain)) {
    return { label: `Switch to ${chainName}`, note: "Your wallet is on another network. Switching costs nothing.", does: "switch" };
  }
  const many = offer.quantity === 1 ? "Collect" : `Collect ${offer.quantity}`;
  const fee = `your wallet's network fee${offer.phase.in_currency ? ` in ${coin.symbol}` : ""}`;
  return {
    label: `${many} for ${offer.cost || "free"}`,
    note: `${offer.cost ? `Exactly ${offer.cost}` : "Nothing"} plus ${fee}. ${finality(state)}`,
    does: "collect",
  };
}

function ownAlready({ drop, viewer, wallet }) {
  return drop.minted && !isSame(viewer, wallet.account) ? { label: "I own one already", does: "listen" } : null;
}

function over({ drop, viewer, wallet, access }) {
  const words = OVER[drop.state];
  if (access === "stranger" && isSame(viewer, wallet.account)) return closed(words, "This wallet holds no edition. The preview stays free.");
  return { label: "Sign in to listen", note: `${words}. If this wallet holds an edition, signing in opens the full mix.`, does: "listen" };
}
