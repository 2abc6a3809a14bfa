/** The page of a member's editions. */

import { short } from "./address.js";
import { get } from "./api.js";
import { attempt, openEntrance } from "./entrance.js";
import { numbers } from "./next_step.js";
import { openDeck } from "./records.js";
import { fill } from "./rows.js";
import { find } from "./text.js";

const label = find("collection").dataset.label;

/** Bring the holdings of several wallets together by release. */
function gather(holdings) {
  const releases = new Map();
  for (const holding of holdings) {
    const release = releases.get(holding.slug) ?? { ...holding, holdings: [] };
    release.holdings.push(holding);
    releases.set(holding.slug, release);
  }
  return [...releases.values()];
}

function writeRelease(part, { slug, title, artist, cover_url: cover, holdings }) {
  part("record").href = `/drops/${slug}`;
  part("cover").src = cover;
  part("title").textContent = title;
  part("artist").textContent = artist;
  part("holdings").replaceChildren(...holdings.map(describe));
  const isReady = holdings.some(({ serials }) => serials.length);
  const track = JSON.stringify({ slug, title, artist, cover, album: label });
  for (const [name, words] of [["now", `Play ${title}`], ["next", `Play ${title} next`]]) {
    Object.assign(part(name), { hidden: !isReady, ariaLabel: words }).dataset.track = track;
  }
}

function describe({ serials, pending_serials: pending, wallet, is_vault: isVault }) {
  const item = document.createElement("li");
  const place = `${isVault ? "vault" : "wallet"} ${short(wallet)}`;
  const parts = [serials.length && numbers(serials), pending.length && `${numbers(pending)} being confirmed`];
  item.textContent = `${parts.filter(Boolean).join(", ")} in ${place}`;
  return item;
}

async function show() {
  const holdings = await get("/api/collection");
  find("looking").hidden = true;
  fill("releases", gather(holdings), writeRelease);
}

if (find("enter")) openEntrance(() => location.reload());
else attempt(show);
openDeck();
