/** The form of a proposal: written here, read back in sentences as it would be done, then proposed. */

import { isSame } from "./address.js";
import { get, post, Problem } from "./api.js";
import { openErrands } from "./errands.js";
import "./governance.js";
import { writeAction, writeDescription, writeProposal } from "./governance_calls.js";
import { openButton } from "./one_button.js";
import { showOutcomes } from "./outcomes.js";
import { nextStep } from "./propose_step.js";
import { find, write } from "./text.js";
import { isTime, readWishes } from "./wishes.js";

const DRAFT = "governance:draft";
const REST = 500;
const UNREAD = "This site could not read it back. Change something, or reload the page.";
const REPLACED = "Your wallet sent another transaction in its place. If that proposes it too, it appears among all proposals.";

const facts = JSON.parse(find("governance").dataset.facts);
const form = find("proposal-form");
let resting;

function restoreDraft() {
  const draft = JSON.parse(localStorage.getItem(DRAFT)) ?? { title: "", text: "", isOwn: true, actions: [] };
  form.elements.title.value = draft.title;
  form.elements.text.value = draft.text;
  form.elements.own.checked = draft.isOwn;
  for (const { kind, fields } of draft.actions) addAction(kind, fields);
}

function addAction(kind, fields = {}) {
  const line = find(`action-${kind}`).content.firstElementChild.cloneNode(true);
  for (const [name, value] of Object.entries(fields)) line.querySelector(`[name=${name}]`).value = value;
  find("action-lines").append(line);
  showFields();
  return line;
}

/** A setting's value has a unit of its own. */
function showFields() {
  for (const line of find("action-lines").children) {
    const name = line.querySelector("[name=name]")?.value;
    if (!name) continue;
    line.querySelector("[data-per]").hidden = !isTime(name);
    line.querySelector("[data-part=standing]").textContent = line.querySelector(`option[value=${name}]`).dataset.hint;
  }
  find("action-none").hidden = find("action-lines").children.length > 0;
}

function readDraft() {
  const { title, text, own } = form.elements;
  const actions = [...find("action-lines").children].map((line) => {
    const fields = [...line.querySelectorAll("[name]")].map(({ name, value }) => [name, value.trim()]);
    return { kind: line.dataset.kind, fields: Object.fromEntries(fields) };
  });
  return { title: title.value.trim(), text: text.value.trim(), isOwn: own.checked, actions };
}

function show({ preview, unread, doing, wishes }) {
  for (const part of form.querySelectorAll("fieldset")) part.disabled = doing !== "idle";
  const seen = wishes.fault ? null : preview;
  find("preview").hidden = !seen;
  showOutcomes(seen?.actions ?? []);
  write("unread", wishes.fault ? "" : unread);
}

/** What was written has changed: keep it, and have it read back once the person rests. */
function follow() {
  const draft = readDraft();
  localStorage.setItem(DRAFT, JSON.stringify(draft));
  showFields();
  set({ draft, wishes: readWishes(draft, facts), done: "" });
  clearTimeout(resting);
  resting = setTimeout(() => readBack().catch(explain), REST);
}

/** Have the server say what it would do; an answer about what was written before is let go. */
async function readBack() {
  const { wishes, draft } = state;
  if (wishes.fault) return;
  const preview = await post("/api/governance/proposals/preview", { actions: wishes.actions, title: draft.title, text: draft.text });
  if (wishes === state.wishes) set({ preview, unread: "" });
}

function explain(error) {
  set({ preview: null, unread: error instanceof Problem ? error.message : UNREAD });
}

async function look() {
  const account = state.wallet?.account;
  const voter = account ? await get(`/api/governance/voters/${account}`) : null;
  if (isSame(account, state.wallet?.account)) set({ voter });
}

function propose() {
  const { draft, wishes } = state;
  const { account } = state.wallet;
  const wish = { actions: wishes.actions, title: draft.title, text: draft.text, only_proposer: draft.isOwn };
  const actions = wishes.actions.map((each) => writeAction(each, facts.governor));
  const call = ({ description }) => writeProposal(actions, writeDescription(wish, spell(account, description)));
  return errands.send({ deed: "propose", path: "proposals", wish, contract: facts.governor, call });
}

/** Servers and wallets differ in the letter case of an address; a description is compared to the byte. */
function spell(account, description) {
  const written = description.slice(-account.length);
  return isSame(written, account) ? written : account;
}

function finish({ id }, outcome) {
  if (outcome === "replaced") return set({ done: REPLACED });
  localStorage.removeItem(DRAFT);
  return location.assign(`/governance/${id}`);
}

restoreDraft();
const button = openButton({
  facts, nextStep, show, greet: () => look().catch(() => {}),
  state: { draft: readDraft(), wishes: readWishes(readDraft(), facts), preview: null, unread: "", voter: null, settings: facts.settings },
  deeds: { propose },
});
const { state, set } = button;
const errands = openErrands({ button, facts, name: "proposing", look, finish });
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", follow);
form.addEventListener("click", ({ target }) => {
  if (target.dataset.add) addAction(target.dataset.add).querySelector("select, input").focus();
  else if (target.dataset.remove === undefined) return;
  else target.closest("li").remove();
  follow();
});
errands.resume();
readBack().catch(explain);
