/** The page of a member's wallets, sessions, vaults and plays. */

import { isSame, short } from "./address.js";
import { get, remove } from "./api.js";
import { moment } from "./countdown.js";
import { attempt, openEntrance } from "./entrance.js";
import { describePlay, offerReceipt } from "./play_words.js";
import { fill } from "./rows.js";
import { signOut } from "./sign_in.js";
import { find } from "./text.js";

const BROWSERS = [["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Safari", "Safari"]];
const SYSTEMS = [["iPhone", "an iPhone"], ["iPad", "an iPad"], ["Android", "Android"], ["Windows", "Windows"], ["Mac OS", "a Mac"], ["Linux", "Linux"]];

const named = (names, agent) => names.find(([mark]) => agent.includes(mark))?.[1];

/** Name a browser as people do. */
function describeAgent(agent) {
  const browser = named(BROWSERS, agent);
  const system = named(SYSTEMS, agent);
  return browser && system ? `${browser} on ${system}` : browser ?? (agent.slice(0, 40) || "Unknown browser");
}

/** Let a button do something to the account, and show the account after it. */
function offer(button, name, deed) {
  button.setAttribute("aria-label", name);
  button.addEventListener("click", () => attempt(async () => {
    await deed();
    await show();
  }));
}

function writeWallets({ wallets, address: current }) {
  fill("wallet-list", wallets, (part, { address, is_contract: isContract, proven_at: provenAt }) => {
    part("name").textContent = short(address);
    part("name").title = address;
    part("what").textContent = `${isContract ? "Contract wallet, proven" : "Proven"} ${moment(provenAt)}${isSame(address, current) ? ", signed in here" : ""}`;
    part("deed").hidden = wallets.length < 2;
    offer(part("deed"), `Remove wallet ${short(address)}`, () => remove(`/api/account/wallets/${address}`));
  });
}

function writeSessions({ sessions }) {
  fill("session-list", sessions, (part, { id, agent, address, seen_at: seenAt, is_current: isCurrent }) => {
    part("name").textContent = describeAgent(agent);
    part("what").textContent = `${isCurrent ? "This browser" : `Last used ${moment(seenAt)}`}, as ${short(address)}`;
    part("deed").hidden = isCurrent;
    offer(part("deed"), `Sign out ${describeAgent(agent)}`, () => remove(`/api/account/sessions/${id}`));
  });
  find("sign-out-others").hidden = sessions.length < 2;
}

function writeVaults(vaults) {
  fill("vault-list", vaults, (part, { vault, delegate, kind, is_settled: isSettled }) => {
    part("name").textContent = short(vault);
    part("name").title = vault;
    const what = { all: "all it holds", contract: "one drop", token: "one edition" };
    part("what").textContent = `Lets ${short(delegate)} listen with ${what[kind]}${isSettled ? "" : ", as soon as that is confirmed"}`;
  });
}

function writePlays({ plays }) {
  fill("play-list", plays, (part, play) => {
    Object.assign(part("name"), { textContent: play.slug, href: `/drops/${play.slug}` });
    part("what").textContent = describePlay(play);
    offerReceipt(part("deed"), play);
  });
}

async function show() {
  const [account, vaults, plays] = await Promise.all([get("/api/account"), get("/api/account/vaults"), get("/api/account/plays")]);
  writeWallets(account);
  writeSessions(account);
  writeVaults(vaults);
  writePlays(plays);
  find("mine").hidden = false;
}

async function leave() {
  await signOut();
  location.assign("/");
}

if (find("mine")) {
  openEntrance(show);
  find("sign-out").addEventListener("click", () => attempt(leave));
  offer(find("sign-out-others"), "Sign out everywhere else", () => remove("/api/account/sessions"));
  attempt(show);
} else {
  openEntrance(() => location.reload());
}
