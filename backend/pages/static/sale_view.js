/** The numbers of the sale, its phases, and what one wallet may do with them. */

import { cost, price } from "./money.js";
import { isForSale } from "./offer.js";
import { find, write, writeIn } from "./text.js";
import { describeTicket } from "./ticket.js";

const BAR_WIDTH = 400;
const ELSEWHERE = { allowlist: "by list", ticket: "by ticket", public: "unknown" };

/** Show what is sold, what it costs, and to whom. */
export function showSale(state) {
  showSupply(state.drop);
  showPrice(state.offer);
  showMany(state);
  showPhases(state);
  showTicket(state);
  find("remark").hidden = !isForSale(state);
  showShare(state);
}

function showSupply({ state, minted, supply, tiers }) {
  write("minted", String(minted));
  write("supply", supply === null ? "" : ` / ${supply}`);
  write("minted-name", state === "sold_out" ? "Sold out" : "Collected");
  find("supply-line").toggleAttribute("hidden", supply === null);
  find("supply-taken").setAttribute("width", supply ? (BAR_WIDTH * minted) / supply : 0);
  for (const tier of tiers) {
    for (const left of document.querySelectorAll(`[data-left="${tier.number}"]`)) writeIn(left, String(tier.supply - tier.minted));
  }
}

function showPrice(offer) {
  find("price-cell").hidden = !offer;
  if (!offer) return;
  const isKnown = offer.unit && offer.price !== null;
  write("price-unit", isKnown && offer.price ? offer.unit.symbol : "");
  write("price", !isKnown ? ELSEWHERE[offer.phase.audience] : offer.price ? price(offer.price, offer.unit.decimals) : "Free");
}

/** The stepper keeps its place while the wallet is busy. */
function showMany(state) {
  const { offer, doing } = state;
  find("many").hidden = !(isForSale(state) && !offer.isFixed && offer.most > 1);
  if (find("many").hidden) return;
  const field = find("quantity");
  const isBusy = doing !== "idle";
  Object.assign(field, { max: offer.most, readOnly: isBusy });
  if (document.activeElement !== field) field.value = offer.quantity;
  find("fewer").setAttribute("aria-disabled", isBusy || offer.quantity <= 1);
  find("more").setAttribute("aria-disabled", isBusy || offer.quantity >= offer.most);
  write("total", offer.quantity > 1 && offer.cost ? `${offer.cost} in all` : `up to ${offer.most}`);
}

/** Mark the phase the page stands at, and say beside each list whether the wallet is on it. */
function showPhases({ drop, offer, coin, wallet, answersFor }) {
  for (const phase of drop.phases) {
    const radio = find(`phase-${phase.number}`);
    if (radio) radio.checked = offer.phase.number === phase.number;
    const place = find(`yours-${phase.number}`);
    if (place) writeIn(place, wallet && answersFor ? describeEntry(phase, phase.in_currency ? drop.currency : coin) : "");
  }
}

function describeEntry({ yours }, unit) {
  if (!yours) return "This wallet is not on the list.";
  const each = unit.symbol ? `, ${cost(BigInt(yours.price), unit) || "free"}${yours.quantity > 1 ? " each" : ""}` : "";
  return `You are on the list: up to ${yours.quantity}${each}.`;
}

function showTicket({ ticket, ticketFault, offer, wallet }) {
  const isGood = ticket && !ticketFault;
  find("ticket").hidden = !(ticketFault || isGood);
  write("ticket", isGood ? describeTicket(ticket, offer?.isFixed ? offer.unit : null, wallet?.account) : ticketFault);
}

function showShare({ wallet, drop }) {
  const { origin, pathname } = location;
  find("share").hidden = !(wallet && drop.referral_bps && !["sold_out", "closed"].includes(drop.state));
  find("share-link").dataset.copy = `${origin}${pathname}?by=${wallet?.account}`;
}
