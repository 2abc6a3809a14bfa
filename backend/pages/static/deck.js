/** The bar at the foot of the pages: the queue, what it plays, and why it does not. */

import { announce, announcePosition, obey } from "./media_session.js";
import { find, write } from "./text.js";
import { clock } from "./waveform.js";

const RESUME = "playing";
const RESTART_AFTER_SECONDS = 5;
const HELPED_BY_PAGE = [401, 403];

export class Deck {
  #player;
  #queue;
  #page;

  /** `page` is the drop whose own page this is: that one needs no bar to play it alone. */
  constructor(player, queue, page = null) {
    this.#player = player;
    this.#queue = queue;
    this.#page = page;
    this.#listen();
    obey(player, this);
    this.#show();
  }

  /** Play a mix now; raises a `Problem` when it may not be heard. */
  async start(track) {
    this.#queue.start(track);
    await this.#open(track);
  }

  /** Play a mix after what plays, or at once when nothing does. */
  async add(track) {
    if (this.#isOn) this.#queue.follow(track);
    else await this.begin(track);
  }

  /** Play a mix now, and say here what goes wrong. */
  begin(track) {
    return this.#try(() => this.start(track));
  }

  /** Go on where the page before this one was left playing. */
  async resume() {
    const slug = sessionStorage.getItem(RESUME);
    const { current } = this.#queue;
    if (current && current.slug === slug) await this.#try(() => this.#open(current));
  }

  skip() {
    return this.#step(1);
  }

  back() {
    if (this.#player.position > RESTART_AFTER_SECONDS || !this.#queue.previous) return this.#player.seek(0);
    return this.#step(-1);
  }

  /** Whether the player holds what the queue stands at. */
  get #isLoaded() {
    const { track, isWhole } = this.#player;
    return isWhole && track.slug === this.#queue.current?.slug;
  }

  get #isOn() {
    return this.#isLoaded && this.#player.isPlaying;
  }

  async #open(track) {
    this.#complain(null);
    await this.#player.open(track);
  }

  async #step(by) {
    const track = this.#queue.step(by);
    if (track) await this.#try(() => this.#open(track));
  }

  async #try(deed) {
    try {
      await deed();
    } catch (problem) {
      this.#complain(problem);
    }
  }

  #toggle() {
    this.#complain(null);
    if (this.#isLoaded) this.#player.toggle();
    else this.#step(0);
  }

  #listen() {
    find("deck-play").addEventListener("click", () => this.#toggle());
    find("deck-back").addEventListener("click", () => this.back());
    find("deck-skip").addEventListener("click", () => this.skip());
    find("deck-close").addEventListener("click", () => this.#close());
    find("deck-position").addEventListener("input", ({ target }) => this.#isLoaded && this.#player.seek(Number(target.value)));
    this.#queue.addEventListener("change", () => this.#show());
    this.#player.addEventListener("change", () => this.#show());
    this.#player.addEventListener("move", () => this.#move());
    this.#player.addEventListener("ended", () => this.#isLoaded && this.skip());
    this.#player.addEventListener("refused", ({ problem }) => this.#isLoaded && this.#complain(problem));
    addEventListener("pagehide", () => sessionStorage.setItem(RESUME, this.#isOn ? this.#queue.current.slug : ""));
  }

  #close() {
    if (this.#isLoaded) this.#player.pause();
    this.#queue.clear();
  }

  #show() {
    const { current, next } = this.#queue;
    if (this.#player.track) announce(this.#player.track);
    find("deck").hidden = !current || (current.slug === this.#page && !next && !this.#queue.previous);
    if (!current) return;
    if (find("deck-cover").getAttribute("src") !== current.cover) find("deck-cover").src = current.cover;
    Object.assign(find("deck-title"), { href: `/drops/${current.slug}`, textContent: current.title });
    write("deck-artist", current.artist);
    find("deck").dataset.playing = this.#isOn;
    find("deck-play").setAttribute("aria-label", this.#isOn ? "Pause" : `Play ${current.title}`);
    find("deck-skip").disabled = !next;
    write("deck-next", next ? `Next: ${next.title}` : "");
    this.#move();
  }

  #move() {
    announcePosition(this.#player);
    const { position, length } = this.#isLoaded ? this.#player : { position: 0, length: null };
    const slider = find("deck-position");
    slider.max = Math.floor(length ?? 1);
    slider.value = Math.floor(position);
    slider.disabled = !length;
    slider.setAttribute("aria-valuetext", length ? `${clock(position)} of ${clock(length)}` : "Not loaded");
    write("deck-elapsed", length ? `${clock(position)} / ${clock(length)}` : "");
  }

  /** Say why the mix does not play; its page has a way to sign in and to collect. */
  #complain(problem) {
    write("deck-problem", problem?.message ?? "");
    find("deck-help").hidden = !HELPED_BY_PAGE.includes(problem?.status);
    find("deck-help").href = `/drops/${this.#queue.current?.slug}`;
  }
}
