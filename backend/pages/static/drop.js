/** The page of one drop: what is known, what may happen, and who is told. */

import { isSame, readReferrer } from "./address.js";
import { get, Problem } from "./api.js";
import { clearComment, listenToChoices, readComment } from "./choices.js";
import { buy, findUnfinished, follow, remember } from "./collect.js";
import { copy } from "./copy.js";
import { localise } from "./countdown.js";
import { Deck } from "./deck.js";
import { keepFresh } from "./fresh.js";
import { countListeners } from "./listeners.js";
import { explainRefusal, openMix, waitForAccess } from "./listen.js";
import { nextStep } from "./next_step.js";
import { findOffer } from "./offer.js";
import { Player } from "./player.js";
import { Queue } from "./queue.js";
import { SaleClock } from "./sale_clock.js";
import { readAccess, signOut } from "./sign_in.js";
import { Sleeve } from "./sleeve.js";
import { find, write } from "./text.js";
import { findFault, readTicket } from "./ticket.js";
import { show } from "./view.js";
import { pause } from "./wait.js";
import { discover } from "./wallet.js";

const LOOK_EVERY = 12_000;
const LOOK_SOON = 2_000;
const WALLET_PATIENCE = 600;

const facts = JSON.parse(find("drop").dataset.facts);
const clock = new SaleClock();
const writeWords = keepFresh(facts.drop);
const store = createStore({
  ...facts, doing: "idle", problem: "", seen: null,
  wallets: [], wallet: null, isWalletless: false, isChoosing: false,
  picked: null, quantity: 1, agreed: "", answersFor: null, ...openTicket(),
  access: "anonymous", sentence: "", serials: [], needs: [], hasJustCollected: false, isPlayingMix: false,
});
const player = new Player(find("audio"));
const sleeve = new Sleeve(player, facts);
const deck = new Deck(player, new Queue(), facts.slug);
const deeds = { connect, switch: switchNetwork, collect, listen };

function createStore(state) {
  return {
    state,
    set(changes) {
      Object.assign(state, changes);
      state.offer = findOffer(state);
      clock.show(state);
      show(state);
    },
  };
}

/** Run one deed at a time; what goes wrong becomes a sentence under the button. */
async function run(deed) {
  if (store.state.doing !== "idle") return;
  store.set({ problem: "", isChoosing: false, doing: "starting" });
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error);
    store.set({ problem: error instanceof Problem ? error.message : "Something went wrong on this page. Reload it and try again." });
  }
  store.set({ doing: "idle", seen: null });
}

async function connect() {
  const { wallets } = store.state;
  if (wallets.length === 1) await connectTo(wallets[0]);
  else store.set({ isChoosing: true });
}

async function connectTo(wallet) {
  store.set({ doing: "connecting" });
  await wallet.connect();
  await take(wallet);
}

/** Make a wallet the page's own, or let go of it, and look what its account may buy and hear. */
async function take(wallet) {
  store.set({ wallet: wallet.account ? wallet : null });
  await refreshSale().catch(() => {});
  await refreshAccess();
}

/** Look what may be heard; an answer about a former viewer or wallet is let go. */
async function refreshAccess() {
  const { viewer, wallet } = store.state;
  const { state, serials, sentence, needs } = await readAccess(facts.slug);
  if (viewer !== store.state.viewer || wallet !== store.state.wallet) return;
  const isViewers = viewer && (!wallet || isSame(viewer, wallet.account));
  const isOwned = isViewers && state !== "stranger";
  store.set({ access: isViewers ? state : "anonymous", serials: isOwned ? serials : [], sentence, needs });
}

async function switchNetwork() {
  const { wallet } = store.state;
  if (wallet.chain !== BigInt(facts.chain)) store.set({ doing: "switching" });
  await wallet.switchTo(BigInt(facts.chain), facts.chainName, () => get("/api/network"));
}

async function collect() {
  const { wallet, offer, drop, ticket } = store.state;
  const { account } = wallet;
  const referrer = drop.referral_bps ? readReferrer(location.search) : null;
  const wish = {
    account, quantity: offer.quantity, phase: offer.phase.number, comment: readComment(),
    referrer: isSame(referrer, account) ? null : referrer, ticket: offer.isFixed ? ticket : null,
  };
  const currency = offer.phase.in_currency ? drop.currency.address : null;
  const deal = { chain: facts.chain, contract: facts.contract, account, currency, total: offer.total };
  store.set({ agreed: offer.cost });
  const hash = await buy({ slug: facts.slug, wallet, wish, deal, reach: switchNetwork, enter: (doing) => store.set({ doing }) });
  const purchase = { hash, account };
  remember(facts.slug, purchase);
  await finish(purchase);
}

async function finish(purchase) {
  store.set({ doing: "following", seen: null });
  const serials = await follow(facts.slug, purchase, (seen) => store.set({ seen }));
  forgetChoices();
  store.set({ serials: [...store.state.serials, ...serials], hasJustCollected: true, access: "anonymous", quantity: 1, ...openTicket() });
  await refreshSale();
  if (isSame(store.state.viewer, purchase.account)) settle();
}

/** Wait in the background until the edition may be heard; pressing the button waits again and tells what goes wrong. */
function settle() {
  waitForAccess(facts.slug, true, ({ state }) => store.set({ access: state === "stranger" ? "pending" : state })).catch(() => {});
}

async function listen() {
  if (sleeve.isWhole) sleeve.toggle();
  else await openMix({ store, deck, sleeve, facts });
}

/** Look how the sale stands, and what it has for the wallet; an answer about a former wallet is let go. */
async function refreshSale() {
  const account = store.state.wallet?.account;
  const drop = await get(`/api/drops/${facts.slug}${account ? `?wallet=${account}` : ""}`);
  if (account !== store.state.wallet?.account) return;
  await writeWords(drop);
  store.set({ drop, answersFor: account ?? null, ...openTicket(drop) });
}

/** Keep the numbers true while somebody looks at them. */
async function watchSale() {
  for (;;) {
    await pause(clock.isDue ? LOOK_SOON : LOOK_EVERY);
    if (document.visibilityState === "visible") await refreshSale().catch(() => {});
  }
}

/** What was chosen for one purchase is not meant for the next; a ticket can be used once. */
function forgetChoices() {
  if (store.state.offer?.isFixed) history.replaceState(null, "", location.pathname + location.search);
  clearComment();
}

function openTicket(drop = facts.drop) {
  const { ticket, fault } = readTicket(location.hash);
  const ticketFault = ticket ? findFault(ticket, drop, Date.now()) : fault;
  return { ticket: ticketFault ? null : ticket, ticketFault };
}

function watchWallets() {
  discover(async (wallet) => {
    store.set({ wallets: [...store.state.wallets, wallet], isWalletless: false });
    wallet.watch(() => store.state.wallet === wallet && take(wallet));
    if (!store.state.wallet && (await wallet.resume().catch(() => false))) await take(wallet);
  });
  setTimeout(() => store.set({ isWalletless: store.state.wallets.length === 0 }), WALLET_PATIENCE);
}

function listenToPeople() {
  find("primary").addEventListener("click", () => run(deeds[nextStep(store.state).does] ?? (() => {})));
  find("aside").addEventListener("click", () => run(deeds[nextStep(store.state).aside.does]));
  find("wallets").addEventListener("choose", ({ detail }) => run(() => connectTo(detail)));
  find("change-wallet").addEventListener("click", () => run(changeWallet));
  find("sign-out").addEventListener("click", () => run(leave));
  document.addEventListener("click", ({ target }) => copy(target.closest("[data-copy]")));
  addEventListener("hashchange", () => store.set({ picked: null, ...openTicket(store.state.drop) }));
  listenToChoices(store);
  player.addEventListener("change", () => store.set({ isPlayingMix: sleeve.isWhole && player.isPlaying }));
  player.addEventListener("refused", ({ problem }) => explainRefusal(problem, { store, sleeve, facts }));
}

async function changeWallet() {
  store.state.wallet?.forget();
  store.set({ wallet: null, isChoosing: true });
  await refreshSale().catch(() => {});
  await refreshAccess();
}

async function leave() {
  await sleeve.showPreview();
  await signOut();
  store.set({ viewer: null });
  await refreshAccess();
}

function showListeners(count) {
  find("listeners").hidden = !count;
  write("listeners", `${count} listening`);
}

localise();
listenToPeople();
watchWallets();
store.set({});
watchSale();
countListeners(facts.slug, showListeners);
deck.resume();
// Nobody has to wait for this before pressing a button.
refreshAccess().catch(() => {});
const unfinished = findUnfinished(facts.slug);
if (unfinished) run(() => finish(unfinished));
