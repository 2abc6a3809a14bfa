/** The mixes to hear one after another, kept while this window lives. */

const KEY = "queue";

export class Queue extends EventTarget {
  #tracks;
  #at;

  constructor() {
    super();
    ({ tracks: this.#tracks, at: this.#at } = JSON.parse(sessionStorage.getItem(KEY)) ?? { tracks: [], at: 0 });
  }

  get current() {
    return this.#tracks[this.#at] ?? null;
  }

  get next() {
    return this.#tracks[this.#at + 1] ?? null;
  }

  get previous() {
    return this.#tracks[this.#at - 1] ?? null;
  }

  /** Stand at a mix, right after the one that plays. */
  start(track) {
    if (this.current?.slug === track.slug) return;
    const isFirst = !this.current;
    this.follow(track);
    if (!isFirst) this.step(1);
  }

  /** Put a mix right after the one that plays; that one itself stays where it is. */
  follow(track) {
    if (this.current?.slug === track.slug) return;
    this.#keep([...this.#tracks.slice(0, this.#at + 1), track, ...this.#rest(track)], this.#at);
  }

  /** Move by one; returns what stands there, or null and stays. */
  step(by) {
    const track = this.#tracks[this.#at + by] ?? null;
    if (track) this.#keep(this.#tracks, this.#at + by);
    return track;
  }

  clear() {
    this.#keep([], 0);
  }

  /** What comes after the current mix, without one that is put elsewhere. */
  #rest({ slug }) {
    return this.#tracks.slice(this.#at + 1).filter((track) => track.slug !== slug);
  }

  #keep(tracks, at) {
    this.#tracks = tracks;
    this.#at = at;
    sessionStorage.setItem(KEY, JSON.stringify({ tracks, at }));
    this.dispatchEvent(new Event("change"));
  }
}
