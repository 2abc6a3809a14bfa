/** What a page's one button says while something is under way, and the line under it. Pure. */

const WORDS = {
  starting: () => ["One moment", ""],
  looking: () => ["One moment", "Looking up your votes."],
  connecting: () => ["Confirm in your wallet", "Your wallet asks whether this page may see your address."],
  switching: () => ["Confirm in your wallet", "Your wallet asks whether to change its network."],
  following: ({ seen }) => following(seen),
};
const QUIET = ["idle", "starting", "connecting"];
const WAITING = {
  waiting: "This site brings it to the network. You may close this page.",
  unreachable: "This site does not answer just now. It is sent; we keep asking.",
  unknown: "The network has not seen it yet. We keep asking.",
  confirmed: "It is confirmed. This page counts it in a moment.",
};

/** Return the step {label, note, isBusy} of what is being done, or null; `own` are the words of a page's own doings. */
export function busyStep(state, own) {
  const doing = state.isLooking && QUIET.includes(state.doing) ? "looking" : state.doing;
  const say = own[doing] ?? WORDS[doing];
  if (!say) return null;
  const [label, note] = say(state);
  return { label, note, isBusy: true };
}

function following(seen) {
  if (seen?.state === "confirming") return [`Confirming ${seen.confirmations} of ${seen.needed}`, "It is on the network. You may close this page."];
  return ["Waiting for the network", WAITING[seen?.state] ?? "Sent. You may close this page."];
}
