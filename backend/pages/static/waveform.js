/** The waveform as a slider: pointer, keyboard, and words for who cannot see it. */

const STEP = 5;
const LEAP = 15;
const WIDTH = 400;

/** Write seconds as on a record's label: "1:30". */
export function clock(seconds) {
  const total = Math.floor(seconds + 0.001);
  const rest = String(total % 60).padStart(2, "0");
  const minutes = Math.floor(total / 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

export class Waveform {
  #slider;
  #length = 0;
  #position = 0;
  #seek;

  /** `seek` is told the second to go to, `toggle` that play or pause was asked for, `grab` that somebody points. */
  constructor(slider, { seek, toggle, grab }) {
    this.#slider = slider;
    this.#seek = seek;
    slider.addEventListener("pointerdown", (event) => this.#grab(event, grab));
    slider.addEventListener("pointermove", (event) => slider.hasPointerCapture(event.pointerId) && this.#point(event));
    slider.addEventListener("keydown", (event) => this.#press(event, toggle));
  }

  /** Show a sound of `length` seconds from its start. */
  show(label, length) {
    this.#length = length;
    this.#slider.setAttribute("aria-label", label);
    this.#slider.setAttribute("aria-valuemax", Math.round(length));
    this.#slider.removeAttribute("aria-valuenow");
    this.move(0);
  }

  /** Correct the length once the browser knows it. */
  measure(length) {
    this.#length = length;
  }

  /** Put another drawing in place of the one shown. */
  redraw(drawing) {
    this.#slider.querySelector("svg.wave").replaceWith(drawing);
  }

  /** Show the position; the words change once a second, the picture as often as it is told. */
  move(position) {
    this.#position = position;
    const share = this.#length ? Math.min(1, position / this.#length) : 0;
    this.#slider.querySelector(".played").setAttribute("width", (WIDTH * share).toFixed(2));
    const second = String(Math.floor(position));
    if (this.#slider.getAttribute("aria-valuenow") === second) return;
    this.#slider.setAttribute("aria-valuenow", second);
    this.#slider.setAttribute("aria-valuetext", `${clock(position)} of ${clock(this.#length)}`);
  }

  #grab(event, grab) {
    if (event.button !== 0) return;
    this.#slider.setPointerCapture(event.pointerId);
    this.#point(event);
    grab();
  }

  #point(event) {
    const box = this.#slider.getBoundingClientRect();
    this.#go(((event.clientX - box.left) / box.width) * this.#length);
  }

  #press(event, toggle) {
    if (event.key === " " || event.key === "Enter") toggle();
    else if (!this.#step(event.key)) return;
    event.preventDefault();
  }

  #step(pressed) {
    const steps = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP, PageUp: LEAP, PageDown: -LEAP };
    const ends = { Home: 0, End: this.#length };
    const target = pressed in ends ? ends[pressed] : this.#position + steps[pressed];
    if (Number.isNaN(target)) return false;
    this.#go(target);
    return true;
  }

  #go(second) {
    const target = Math.min(Math.max(0, second), Math.max(0, this.#length - 0.1));
    this.move(target);
    this.#seek(target);
  }
}
