/** What became of a play, in words. Pure. */

import { moment } from "./countdown.js";

const ENDINGS = {
  stopped: "stopped",
  "playing elsewhere": "taken over by another window or device",
  "lease expired": "left",
  "token moved": "ended: the edition was passed on",
  "gate changed": "ended: what opens it changed",
  "session ended": "ended: signed out",
};

/** Say how a play ended, or that it goes on. */
export const describeEnd = ({ ended_at: endedAt, end_reason: reason }) => (endedAt ? ENDINGS[reason] ?? "ended" : "playing now");

/** Say when a play was, on which edition, and how it ended. */
export function describePlay(play) {
  const edition = play.token_id === null || play.token_id === undefined ? "" : ` on #${play.token_id}`;
  return `${moment(play.started_at)}${edition}, ${describeEnd(play)}`;
}
