/** The right to hear one mix: a play of two minutes that the page renews while it lasts. */

import { Problem, post, remove } from "./api.js";

const AGAIN_AFTER_MS = 10_000;
const LOOK_EVERY_MS = 10_000;
// Chromium plays HLS too, but stops where it moves between codecs; the file plays everywhere.
const hasPlaylists = navigator.vendor.startsWith("Apple") && document.createElement("audio").canPlayType("application/vnd.apple.mpegurl") !== "";

export class Play {
  #slug;
  #answer;
  #renewAt;
  #lookAt;
  #question = null;
  #isWithoutPlaylist = false;

  /** Ask for a mix; raises a `Problem` when it may not be heard. */
  static async begin(slug) {
    const play = new Play();
    play.#slug = slug;
    play.#keep(await post(`/api/releases/${slug}/play`, { recording: "mix" }));
    return play;
  }

  /** Where the sound is: the playlist where the browser plays all of it by itself, else the file. */
  get source() {
    const { playlist_url: playlist, url } = this.#answer;
    return hasPlaylists && playlist && !this.#isWithoutPlaylist ? playlist : url;
  }

  get id() {
    return this.#answer.play;
  }

  get hasLapsed() {
    return Date.now() >= Date.parse(this.#answer.expires_at);
  }

  /** Use the file from now on; returns whether that is news. */
  leavePlaylist() {
    const before = this.source;
    this.#isWithoutPlaylist = true;
    return this.source !== before;
  }

  /** Renew when it is time, and look in between whether the play still goes on: a browser keeps a minute of sound ahead.
   *
   * Costs nothing when called too often, so that any sign of life may call it: timers sleep in hidden pages.
   */
  async attend() {
    const now = Date.now();
    if (now >= this.#renewAt) return this.renew();
    if (now < this.#lookAt) return undefined;
    this.#lookAt = now + LOOK_EVERY_MS;
    const seen = await fetch(this.#answer.url, { method: "HEAD" }).catch(() => null);
    return seen?.status === 403 ? this.renew() : undefined;
  }

  /** Go on with this play; raises a `Problem` when it is over. Whoever asks meanwhile waits for the same answer. */
  renew() {
    this.#question ??= this.#ask().finally(() => (this.#question = null));
    return this.#question;
  }

  /** Free the edition for others at once. */
  async end() {
    await remove(`/api/plays/${this.id}`).catch(() => {});
  }

  async #ask() {
    try {
      this.#keep(await post(`/api/releases/${this.#slug}/play`, { recording: "mix", renews: this.id }));
    } catch (error) {
      if (!(error instanceof Problem && error.passes) || this.hasLapsed) throw error;
      this.#renewAt = Date.now() + AGAIN_AFTER_MS;
    }
  }

  #keep(answer) {
    this.#answer = answer;
    this.#renewAt = Date.now() + answer.renew_after_seconds * 1000;
    this.#lookAt = Date.now() + LOOK_EVERY_MS;
  }
}
