/** The page of one drop: what is known, what may happen, and who is told. */

import { get, Problem } from "./api.js";
import { findUnfinished, follow, prepare, remember } from "./collect.js";
import { countDown, localise, moment, showMoment } from "./countdown.js";
import { explainFailure, openMix, waitForAccess } from "./listen.js";
import { nextStep } from "./next_step.js";
import { Player } from "./player.js";
import { isSame, readAccess, signOut } from "./sign_in.js";
import { show } from "./view.js";
import { pause } from "./wait.js";
import { discover } from "./wallet.js";

const LOOK_EVERY = 12_000;
const LOOK_SOON = 2_000;
const WALLET_PATIENCE = 600;

const find = (id) => document.getElementById(id);
const facts = JSON.parse(find("drop").dataset.facts);
const store = createStore({
  ...facts, opensWords: moment(facts.opens * 1000), phase: "idle", problem: "", seen: null,
  wallets: [], wallet: null, isWalletless: false, isChoosing: false,
  access: "anonymous", serials: [], hasJustCollected: false, isPlayingMix: false,
});
const player = new Player(facts);
const clock = { isDue: false, stop: () => {} };
const deeds = { connect, switch: switchNetwork, collect, listen };

function createStore(state) {
  return {
    state,
    set(changes) {
      show(Object.assign(this.state, changes));
    },
  };
}

/** Run one deed at a time; what goes wrong becomes a sentence under the button. */
async function run(deed) {
  if (store.state.phase !== "idle") return;
  store.set({ problem: "", isChoosing: false, phase: "starting" });
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error);
    store.set({ problem: error instanceof Problem ? error.message : "Something went wrong on this page. Reload it and try again." });
  }
  store.set({ phase: "idle", seen: null });
}

async function connect() {
  const { wallets } = store.state;
  if (wallets.length === 1) await connectTo(wallets[0]);
  else store.set({ isChoosing: true });
}

async function connectTo(wallet) {
  store.set({ phase: "connecting" });
  await wallet.connect();
  await take(wallet);
}

/** Make a wallet the page's own, or let go of it, and look what its account may hear. */
async function take(wallet) {
  store.set({ wallet: wallet.account ? wallet : null });
  await refreshAccess();
}

async function refreshAccess() {
  const { viewer, wallet } = store.state;
  const isViewers = viewer && (!wallet || isSame(viewer, wallet.account));
  const access = isViewers ? await readAccess(facts.slug) : { state: "anonymous", serials: [] };
  const serials = access.state === "holder" || access.state === "pending" ? access.serials : [];
  store.set({ access: access.state, serials });
}

async function switchNetwork() {
  store.set({ phase: "switching" });
  await store.state.wallet.switchTo(BigInt(facts.chain), facts.chainName, () => get("/api/network"));
}

async function collect() {
  const { wallet } = store.state;
  store.set({ phase: "preparing" });
  const transaction = await prepare(facts, wallet.account);
  await switchNetwork();
  store.set({ phase: "sending" });
  const hash = await wallet.send(transaction);
  const purchase = { hash, account: wallet.account };
  remember(facts.slug, purchase);
  await finish(purchase);
}

async function finish(purchase) {
  store.set({ phase: "following", seen: null });
  const serials = await follow(facts, purchase, (seen) => store.set({ seen }));
  store.set({ serials: [...store.state.serials, ...serials], hasJustCollected: true, access: "anonymous" });
  await refreshSale();
  if (isSame(store.state.viewer, purchase.account)) settle();
}

/** Wait in the background until the edition may be heard; pressing the button waits again and tells what goes wrong. */
function settle() {
  waitForAccess(facts.slug, true, ({ state }) => store.set({ access: state === "stranger" ? "pending" : state })).catch(() => {});
}

async function listen() {
  if (player.isWhole) player.toggle();
  else await openMix({ store, player, facts });
}

async function refreshSale() {
  const { state: sale, minted } = await get(`/api/drops/${facts.slug}`);
  if (sale !== store.state.sale) startClock(sale);
  store.set({ sale, minted });
}

/** Keep the numbers true while somebody looks at them. */
async function watchSale() {
  for (;;) {
    await pause(clock.isDue ? LOOK_SOON : LOOK_EVERY);
    if (document.visibilityState === "visible") await refreshSale().catch(() => {});
  }
}

/** Count down to the next change of the sale; when it is due, ask the server until it has happened. */
function startClock(sale) {
  const moments = { upcoming: ["Opens", facts.opens], open: ["Closes", facts.closes], closed: ["Closed", facts.closes] };
  const [name, seconds] = moments[sale] ?? ["", 0];
  clock.stop();
  Object.assign(clock, { isDue: false, stop: () => {} });
  find("clock-cell").hidden = !seconds;
  find("clock-name").textContent = name;
  find("clock").dateTime = new Date(seconds * 1000).toISOString();
  if (sale === "closed") showMoment(find("clock"));
  else if (seconds) clock.stop = countDown(find("clock"), () => (clock.isDue = true));
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
  player.addEventListener("change", () => store.set({ isPlayingMix: player.isWhole && player.isPlaying }));
  player.addEventListener("failed", () => explainFailure({ store, player, facts }));
}

async function changeWallet() {
  store.state.wallet?.forget();
  store.set({ wallet: null, isChoosing: true });
  await refreshAccess();
}

async function leave() {
  await signOut();
  if (player.isWhole) player.showPreview();
  store.set({ viewer: null });
  await refreshAccess();
}

async function copy(button) {
  if (!button) return;
  await navigator.clipboard?.writeText(button.dataset.copy).catch(() => {});
  store.set({});
  find("player-status").textContent = "Address copied.";
}

localise();
listenToPeople();
watchWallets();
startClock(facts.sale);
watchSale();
run(async () => {
  if (facts.viewer) await refreshAccess();
  const unfinished = findUnfinished(facts.slug);
  if (unfinished) await finish(unfinished);
});
