/** Finding and writing what stands on the page. */

export const find = (id) => document.getElementById(id);

/** Write a text only when it differs, so that live regions speak once. */
export function write(id, text) {
  writeIn(find(id), text);
}

export function writeIn(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
