/** Lists that a page fills from what the server says, each line a copy of a template in the page. */

import { find } from "./text.js";

/** Put one copy of `<id>-line` in `<id>` for each item; `write(part, item)` fills what `part(name)` finds. */
export function fill(id, items, write) {
  const template = find(`${id}-line`);
  const lines = items.map((item) => {
    const line = template.content.firstElementChild.cloneNode(true);
    write((name) => line.querySelector(`[data-part="${name}"]`), item);
    return line;
  });
  find(id).replaceChildren(...lines);
  find(id).hidden = !items.length;
  const none = find(`${id}-none`);
  if (none) none.hidden = items.length > 0;
}
