/** The player on a drop's own page: its preview for everyone and, for who may hear it, the full mix. */

import { find } from "./text.js";
import { clock, Waveform } from "./waveform.js";

export class Sleeve {
  #page = find("drop");
  #player;
  #facts;
  #wave;
  #drawings;
  #kind = null;
  #isFollowing = false;

  constructor(player, facts) {
    this.#player = player;
    this.#facts = facts;
    this.#wave = new Waveform(find("position"), {
      seek: (second) => this.#take().seek(second),
      toggle: () => this.toggle(),
      grab: () => player.play(),
    });
    this.#drawings = {
      preview: find("position").querySelector("svg.wave"),
      mix: find("mix-wave-template").content.firstElementChild.cloneNode(true),
    };
    find("play").addEventListener("click", () => this.toggle());
    player.addEventListener("change", () => this.#show());
    player.addEventListener("move", () => this.#move());
    this.showPreview();
  }

  /** Whether the full mix of this page is what the player holds. */
  get isWhole() {
    return this.isOurs && this.#player.isWhole;
  }

  /** Whether the player holds a sound of this page; else it plays another mix of the queue. */
  get isOurs() {
    return this.#player.track?.slug === this.#facts.slug;
  }

  get mix() {
    return this.#track("mix");
  }

  /** Go back to what everyone may hear; resolves when the mix has been let go. */
  showPreview() {
    return this.#player.load({ ...this.#track("preview"), source: this.#facts.preview.source });
  }

  toggle() {
    this.complain("");
    this.#take().toggle();
  }

  /** Show a sentence about the sound. */
  complain(sentence) {
    find("player-problem").textContent = sentence;
  }

  #track(kind) {
    const { slug, title, artist, cover, label } = this.#facts;
    return { slug, title, artist, cover, album: label, kind };
  }

  /** Return the player with a sound of this page in it. */
  #take() {
    if (!this.isOurs) this.showPreview();
    return this.#player;
  }

  #show() {
    const kind = this.isWhole ? "mix" : "preview";
    const { name, words, seconds } = this.#facts[kind];
    if (kind !== this.#kind) {
      this.#kind = kind;
      this.#wave.redraw(this.#drawings[kind]);
      this.#wave.show(`Position in ${name}`, seconds);
      find("length").textContent = clock(seconds);
      find("playing-what").textContent = words;
    }
    if (this.isOurs && this.#player.length) {
      this.#wave.measure(this.#player.length);
      find("length").textContent = clock(this.#player.length);
    }
    const isPlaying = this.isOurs && this.#player.isPlaying;
    this.#page.dataset.playing = isPlaying;
    find("play").setAttribute("aria-label", isPlaying ? "Pause" : `Play ${name}`);
    this.#move();
    if (isPlaying && !this.#isFollowing) this.#follow();
  }

  #move() {
    const position = this.isOurs ? this.#player.position : 0;
    this.#wave.move(position);
    find("elapsed").textContent = clock(position);
  }

  /** Move the played part with the screen, not four times a second as the browser tells. */
  #follow() {
    this.#isFollowing = this.isOurs && this.#player.isPlaying;
    if (!this.#isFollowing) return;
    this.#move();
    requestAnimationFrame(() => this.#follow());
  }
}
