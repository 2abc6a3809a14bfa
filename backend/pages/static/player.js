/** One player for the preview and, for who holds an edition, the full mix. */

import { announce, announcePosition } from "./media_session.js";
import { clock, Waveform } from "./waveform.js";

const find = (id) => document.getElementById(id);

export class Player extends EventTarget {
  #page = find("drop");
  #audio = find("audio");
  #wave;
  #facts;
  #previewDrawing;
  kind = "preview";

  constructor(facts) {
    super();
    this.#facts = facts;
    this.#wave = new Waveform(find("position"), {
      seek: (second) => this.#seek(second),
      toggle: () => this.toggle(),
      grab: () => this.play(),
    });
    this.#previewDrawing = find("position").querySelector("svg.wave");
    find("play").addEventListener("click", () => this.toggle());
    this.#listen();
    this.#load("preview");
  }

  get isPlaying() {
    return !this.#audio.paused;
  }

  get isWhole() {
    return this.kind === "mix";
  }

  /** Go back to what everyone may hear. */
  showPreview() {
    this.#wave.redraw(this.#previewDrawing);
    this.#load("preview");
  }

  /** Change to the full mix; only ask for it when the server has said this wallet may hear it. */
  showMix() {
    this.#wave.redraw(find("mix-wave-template").content.firstElementChild.cloneNode(true));
    this.#load("mix");
  }

  toggle() {
    if (this.isPlaying) this.#audio.pause();
    else this.play();
  }

  async play() {
    this.complain("");
    try {
      await this.#audio.play();
    } catch (error) {
      // AbortError: another sound was chosen; NotAllowedError: the browser wants another tap; the rest is told by "error".
      if (!["AbortError", "NotAllowedError", "NotSupportedError"].includes(error.name)) throw error;
    }
  }

  /** Show a sentence about the sound. */
  complain(sentence) {
    find("player-problem").textContent = sentence;
  }

  #load(kind) {
    const { name, words, source, seconds } = this.#facts[kind];
    this.kind = kind;
    this.#audio.src = source;
    this.#wave.show(`Position in ${name}`, seconds);
    find("length").textContent = clock(seconds);
    find("playing-what").textContent = words;
    this.#show();
  }

  #listen() {
    for (const name of ["play", "pause", "ended"]) this.#audio.addEventListener(name, () => this.#show());
    this.#audio.addEventListener("play", () => this.#follow());
    this.#audio.addEventListener("timeupdate", () => this.#move());
    this.#audio.addEventListener("durationchange", () => this.#measure());
    this.#audio.addEventListener("error", () => this.dispatchEvent(new Event("failed")));
    announce(this.#facts, this.#audio);
  }

  #measure() {
    if (!Number.isFinite(this.#audio.duration)) return;
    this.#wave.measure(this.#audio.duration);
    find("length").textContent = clock(this.#audio.duration);
    announcePosition(this.#audio);
  }

  #seek(second) {
    this.#audio.currentTime = second;
    find("elapsed").textContent = clock(second);
    announcePosition(this.#audio);
  }

  #move() {
    this.#wave.move(this.#audio.currentTime);
    find("elapsed").textContent = clock(this.#audio.currentTime);
  }

  /** Move the played part with the screen, not four times a second as the browser tells. */
  #follow() {
    if (!this.isPlaying) return;
    this.#move();
    requestAnimationFrame(() => this.#follow());
  }

  #show() {
    this.#page.dataset.playing = this.isPlaying;
    find("play").setAttribute("aria-label", this.isPlaying ? "Pause" : `Play ${this.#facts[this.kind].name}`);
    announcePosition(this.#audio);
    this.dispatchEvent(new Event("change"));
  }
}
