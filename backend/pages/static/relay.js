/** Whether this site brings signed votes and delegations to the network now. */

import { get } from "./api.js";

export const CLOSED = { is_open: false, reason: "" };

/** Return {is_open, reason}; a site that cannot tell does not. */
export const readRelay = () => get("/api/governance/relay").catch(() => CLOSED);
