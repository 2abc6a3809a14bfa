/** Where a listener was in each mix, kept in this browser. */

const LEAST_SECONDS = 10;
const key = (slug) => `at:${slug}`;

/** Return the second to go on at, 0 where a mix is new or was heard to its end. */
export const recall = (slug) => Number(localStorage.getItem(key(slug)) ?? 0) || 0;

/** Remember a place; the first and the last seconds are none to come back to. */
export function mark(slug, second, length) {
  if (second < LEAST_SECONDS || second > length - LEAST_SECONDS) localStorage.removeItem(key(slug));
  else localStorage.setItem(key(slug), Math.floor(second));
}
