/** One sound at a time: a preview for anybody, or a mix for as long as its play lasts. */

import { Problem } from "./api.js";
import { mark, recall } from "./bookmarks.js";
import { Play } from "./play.js";

const ATTEND_EVERY_MS = 5_000;
// AbortError: another sound was chosen; NotAllowedError: the browser wants another tap; the rest is told by "error".
const EXPECTED = ["AbortError", "NotAllowedError", "NotSupportedError"];
const LOST = "stopped loading. Check your connection and press play again.";

/** Tells "change" (what plays, or whether), "move" (how far), "ended", and "refused" with a `problem`.
 *
 * A track is {slug, title, artist, cover, kind}; a preview has its `source`, a mix is asked for.
 */
export class Player extends EventTarget {
  #audio;
  #play = null;
  #wanted = null;
  #recoveredAt = null;
  track = null;

  constructor(audio) {
    super();
    this.#audio = audio;
    for (const name of ["play", "pause"]) audio.addEventListener(name, () => this.#tell("change"));
    audio.addEventListener("durationchange", () => this.#tell("change"));
    audio.addEventListener("timeupdate", () => this.#advance());
    audio.addEventListener("ended", () => this.#end());
    audio.addEventListener("error", () => this.#recover());
    for (const name of ["pause", "seeked"]) audio.addEventListener(name, () => this.#mark());
    addEventListener("pagehide", () => this.#mark());
    setInterval(() => this.#attend().then(() => this.#mark()), ATTEND_EVERY_MS);
    for (const name of ["visibilitychange", "resume"]) document.addEventListener(name, () => this.#attend());
    for (const name of ["pageshow", "online"]) addEventListener(name, () => this.#attend());
  }

  get isPlaying() {
    return !this.#audio.paused;
  }

  get isWhole() {
    return this.track?.kind === "mix";
  }

  get position() {
    return this.#audio.currentTime;
  }

  /** The length in seconds, once the browser knows it. */
  get length() {
    return Number.isFinite(this.#audio.duration) ? this.#audio.duration : null;
  }

  /** Take up a sound everyone may hear; resolves when the one before has been let go. */
  async load(track) {
    const isFreed = this.#change(track, null);
    this.#audio.src = track.source;
    this.#tell("change");
    await isFreed;
  }

  /** Ask for a mix and play it from where the listener was; raises a `Problem` when it may not be heard. */
  async open(track) {
    this.#wanted = track;
    const play = await Play.begin(track.slug);
    if (this.#wanted !== track) return play.end();
    this.#change(track, play);
    this.#load(recall(track.slug));
    await this.play();
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  pause() {
    this.#audio.pause();
  }

  /** Play on: in a new play where the old one has lapsed or was refused. */
  async play() {
    if (this.isWhole && !this.#play) return this.open(this.track).catch((problem) => this.#refuse(problem));
    if (this.#play?.hasLapsed && !(await this.#renew())) return undefined;
    return this.#audio.play().catch((error) => {
      if (!EXPECTED.includes(error.name)) throw error;
    });
  }

  seek(second) {
    this.#audio.currentTime = Math.max(0, second);
    this.#tell("move");
  }

  /** Let another sound take the place of this one, and free its edition for others. */
  #change(track, play) {
    this.#mark();
    this.#wanted = this.track = track;
    const former = this.#play;
    this.#play = play;
    this.#recoveredAt = null;
    return former && former.id !== play?.id ? former.end() : null;
  }

  /** Take up the sound of the play at a second; a browser keeps the second until it has the sound. */
  #load(second) {
    this.#audio.src = this.#play.source;
    if (second) this.#audio.currentTime = second;
    this.#tell("change");
  }

  #advance() {
    if (this.position > this.#recoveredAt + 1) this.#recoveredAt = null;
    this.#tell("move");
    this.#attend();
  }

  #mark() {
    if (this.isWhole && this.length) mark(this.track.slug, this.position, this.length);
  }

  #end() {
    this.#mark();
    this.#tell("ended");
  }

  async #attend() {
    if (!this.#play || !this.isPlaying) return;
    await this.#keepOn((play) => play.attend());
  }

  #renew() {
    return this.#keepOn((play) => play.renew());
  }

  /** Do something with the play, and follow it to another address; returns whether it goes on. */
  async #keepOn(deed) {
    const play = this.#play;
    const former = play.source;
    try {
      await deed(play);
    } catch (error) {
      if (play === this.#play) this.#refuse(error);
      return false;
    }
    if (play !== this.#play) return false;
    if (play.source !== former) this.#moveHouse();
    return true;
  }

  #moveHouse() {
    const { isPlaying } = this;
    this.#load(this.position);
    if (isPlaying) this.play();
  }

  /** Find out why a sound stopped: a play that is over says so; an address that has lapsed is replaced, once. */
  async #recover() {
    if (!this.isWhole) return this.#refuse(new Problem(`The preview ${LOST}`));
    if (!this.#play) return undefined;
    const second = this.position || recall(this.track.slug);
    const isAnother = this.#play.leavePlaylist();
    if (this.#recoveredAt !== null && !isAnother) return this.#refuse(new Problem(`The mix ${LOST}`));
    this.#recoveredAt = second;
    if (!(await this.#renew())) return undefined;
    this.#load(second);
    return this.play();
  }

  #refuse(problem) {
    this.pause();
    this.#play = null;
    this.dispatchEvent(Object.assign(new Event("refused"), { problem }));
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
