/** The clock of the phase the page stands at: it counts to the next change, then asks until it has happened. */

import { countDown, showMoment } from "./countdown.js";
import { find, write } from "./text.js";

export class SaleClock {
  #shown = "";
  #stop = () => {};
  isDue = false;

  /** Count to the next change of an offer; does nothing while that stays the same. */
  show({ drop, offer }) {
    const [name, seconds] = nextChange(drop, offer?.phase);
    const shown = `${name} ${seconds}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#stop();
    this.#stop = () => {};
    this.isDue = false;
    find("clock-cell").hidden = !seconds;
    if (seconds) this.#start(name, seconds);
  }

  #start(name, seconds) {
    write("clock-name", name);
    find("clock").dateTime = new Date(seconds * 1000).toISOString();
    if (name === "Closed") showMoment(find("clock"));
    else this.#stop = countDown(find("clock"), () => (this.isDue = true));
  }
}

/** An open supply ends at its cut-off, whatever its phases say. */
function nextChange(drop, phase) {
  if (!phase) return ["", 0];
  const cutOff = drop.supply === null ? drop.cut_off : 0;
  const closes = Math.min(phase.closes || Infinity, cutOff || Infinity);
  const ends = Number.isFinite(closes) ? closes : 0;
  const moments = { upcoming: ["Opens", phase.opens], open: ["Closes", ends], closed: ["Closed", phase.closes] };
  return moments[phase.state] ?? ["", 0];
}
