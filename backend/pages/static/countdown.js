/** Times in the reader's zone, the exact time on hover. */

const DAY = 86400;
const two = (value) => String(Math.floor(value)).padStart(2, "0");

/** Write every moment on the page in the reader's zone. */
export function localise(root = document) {
  for (const element of root.querySelectorAll("time[data-local]")) {
    element.textContent = moment(element.dateTime);
    element.title = exactly(element.dateTime);
  }
}

/** Write a moment as a person would: "Fri 24 Nov, 20:00", with the year when it is another one. */
export function moment(when) {
  const date = new Date(when);
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" };
  return date.toLocaleString(undefined, { weekday: "short", day: "numeric", month: "short", ...year, hour: "2-digit", minute: "2-digit" });
}

function exactly(iso) {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "full", timeStyle: "long" });
}

/** Write what is left: days and hours, then hours and minutes, then minutes and seconds. */
export function remaining(seconds) {
  const left = Math.max(0, Math.floor(seconds));
  if (left >= DAY) return `${two(left / DAY)}d ${two((left % DAY) / 3600)}h`;
  if (left >= 3600) return `${two(left / 3600)}h ${two((left % 3600) / 60)}m`;
  return `${two(left / 60)}m ${two(left % 60)}s`;
}

/** Count down to the moment of a <time>; calls `reached` once when it comes. Returns how to stop.
 *  `ahead` is by how many milliseconds the clock that decides is ahead of this one. */
export function countDown(element, reached, ahead = 0) {
  const target = Date.parse(element.dateTime);
  element.title = exactly(element.dateTime);
  let timer;
  const tick = () => {
    const left = (target - Date.now() - ahead) / 1000;
    element.textContent = remaining(left);
    if (left > 0) timer = setTimeout(tick, 1000 - ((Date.now() + ahead) % 1000));
    else reached();
  };
  tick();
  return () => clearTimeout(timer);
}

/** Show a moment that is over. */
export function showMoment(element) {
  element.textContent = moment(element.dateTime);
  element.title = exactly(element.dateTime);
}
