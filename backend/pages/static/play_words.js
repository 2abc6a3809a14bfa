/** What became of a play, in words. */

import { moment } from "./countdown.js";

const ENDINGS = {
  stopped: "stopped",
  "playing elsewhere": "taken over by another window or device",
  "lease expired": "left",
  "token moved": "ended: the edition was passed on",
  "delegation withdrawn": "ended: the vault lends it no more",
  "gate changed": "ended: what opens it changed",
  "session ended": "ended: signed out",
  "chain read again": "ended: the network took the edition's last move back",
};

/** Say how a play ended, or that it goes on; one that is not renewed has ended before the server writes it down. */
export function describeEnd({ ended_at: endedAt, end_reason: reason, expires_at: expiresAt }) {
  if (endedAt) return ENDINGS[reason] ?? "ended";
  return Date.parse(expiresAt) > Date.now() ? "playing now" : ENDINGS["lease expired"];
}

/** Say when a play was, on which edition, and how it ended. */
export function describePlay(play) {
  const edition = play.token_id === null || play.token_id === undefined ? "" : ` on #${play.token_id}`;
  return `${moment(play.started_at)}${edition}, ${describeEnd(play)}`;
}

/** Let a link save the receipt of a play; without an edition there is nothing to give one for. */
export function offerReceipt(link, { id, contract, started_at: startedAt }) {
  link.hidden = !contract;
  link.setAttribute("aria-label", `Save the receipt of the play on ${moment(startedAt)}`);
  Object.assign(link, { href: `/api/plays/${id}/receipt`, download: `play-${id}.json` });
}
