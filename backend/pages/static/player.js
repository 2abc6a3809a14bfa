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
    const { slug, preview, previewSeconds, mixSeconds } = this.#facts;
    this.kind = kind;
    this.#audio.src = kind === "mix" ? `/api/releases/${slug}/mix` : preview;
    this.#wave.show(kind === "mix" ? "Position in the mix" : "Position in the preview", kind === "mix" ? mixSeconds : previewSeconds);
    find("length").textContent = clock(kind === "mix" ? mixSeconds : previewSeconds);
    find("playing-what").textContent = kind === "mix" ? "The full mix" : this.#facts.previewWords;
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
    const sound = this.isWhole ? "the full mix" : "the preview";
    this.#page.dataset.playing = this.isPlaying;
    find("play").setAttribute("aria-label", this.isPlaying ? "Pause" : `Play ${sound}`);
    announcePosition(this.#audio);
    this.dispatchEvent(new Event("change"));
  }
}
