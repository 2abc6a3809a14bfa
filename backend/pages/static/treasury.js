/** What the treasury holds now: the server asks the chain for it, which no page waits for. */

import { get } from "./api.js";
import { find, write } from "./text.js";

export async function showTreasury() {
  const holdings = await get("/api/governance/treasury").catch(() => null);
  if (!holdings) return;
  write("held", holdings.map(({ text }) => text).join(", ") || "nothing");
  find("held-row").hidden = false;
}
