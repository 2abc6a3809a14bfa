/** Which phase a fan buys in, how many editions, and what they cost. Pure. */

import { isSame } from "./address.js";
import { cost } from "./money.js";

const MOST_AT_ONCE = 20;

/** Return what the page offers now, {phase, unit, price, most, quantity, total, cost, isFixed, barrier}, or null. */
export function findOffer(state) {
  const phase = choosePhase(state);
  if (!phase) return null;
  const unit = unitOf(phase, state);
  const ticket = ticketFor(phase, state);
  const terms = ticket ?? phase.yours ?? phase;
  const price = terms.price === null ? null : BigInt(terms.price);
  const most = ticket ? ticket.quantity : mostOf(phase, state);
  const quantity = ticket ? ticket.quantity : Math.min(state.quantity, Math.max(most, 1));
  const total = price === null ? null : price * BigInt(quantity);
  return {
    phase, unit, price, most, quantity, total,
    cost: unit && total !== null ? cost(total, unit) : "",
    isFixed: Boolean(ticket),
    barrier: findBarrier(phase, unit, state),
  };
}

/** Tell whether pressing the button could buy something, but for the network. */
export function isForSale({ drop, offer }) {
  return drop.state === "open" && offer?.phase.state === "open" && !offer.barrier && offer.most > 0;
}

/** Return the phase that was picked, else the ticket's, else a list the wallet is on, else the cheapest for everyone. */
function choosePhase({ drop, picked, ticket, wallet, coin }) {
  const { phases } = drop;
  const open = phases.filter(({ state }) => state === "open");
  const known = open.filter((phase) => unitOf(phase, { drop, coin }));
  return (
    phases.find(({ number }) => number === picked) ??
    phases.find(({ number, state }) => number === ticket?.phase && (state === "open" || state === "upcoming")) ??
    cheapest(known.filter(({ audience, yours }) => audience === "allowlist" && yours)) ??
    cheapest(known.filter(({ audience }) => audience === "public")) ??
    (wallet ? undefined : open.find(({ audience }) => audience === "allowlist")) ??
    earliest(phases.filter(({ state }) => state === "upcoming")) ??
    open[0] ?? phases.at(-1)
  );
}

/** Amounts in different units do not compare: then the first phase stays, unless another is free. */
function cheapest(phases) {
  const price = ({ yours, price }) => BigInt((yours ?? { price }).price ?? 0);
  const isCheaper = (one, other) => price(one) < price(other) && (one.in_currency === other.in_currency || price(one) === 0n);
  return phases.length ? phases.reduce((best, phase) => (isCheaper(phase, best) ? phase : best)) : undefined;
}

function earliest(phases) {
  return phases.length ? phases.reduce((first, phase) => (phase.opens < first.opens ? phase : first)) : undefined;
}

/** Return {symbol, decimals} of what a phase is priced in, or null for a currency this site does not know. */
function unitOf(phase, { drop, coin }) {
  if (!phase.in_currency) return coin;
  return drop.currency?.symbol ? drop.currency : null;
}

function ticketFor(phase, { ticket }) {
  return ticket?.phase === phase.number ? ticket : null;
}

/** The contract counts what a wallet bought in a phase; with one phase that is at most what it holds. */
function mostOf(phase, { drop, serials }) {
  const tier = drop.tiers.find(({ number }) => number === phase.tier);
  const held = drop.phases.length === 1 ? serials.length : 0;
  return Math.min(
    MOST_AT_ONCE,
    drop.supply === null ? Infinity : drop.supply - drop.minted,
    tier && tier.supply !== null ? tier.supply - tier.minted : Infinity,
    phase.wallet_cap ? phase.wallet_cap - held : Infinity,
    phase.yours ? phase.yours.quantity - held : Infinity,
  );
}

/** Name what stands between this wallet and this phase, or "". */
function findBarrier(phase, unit, state) {
  const { wallet, ticket, answersFor } = state;
  if (!unit) return "currency";
  if (phase.audience === "ticket") {
    if (!ticketFor(phase, state)) return "ticket";
    return isSame(ticket.wallet, wallet?.account) ? "" : "wallet";
  }
  if (phase.audience === "public" || phase.yours) return "";
  return isSame(answersFor, wallet?.account) ? "list" : "asking";
}
