/** What actions of a proposal would do if the governor did them now. */

import { fill } from "./rows.js";

/** List actions {sentence, outcome}: an outcome is null where one would succeed, else a sentence of why not. */
export function showOutcomes(actions) {
  fill("outcomes", actions, (part, { sentence, outcome }) => {
    part("what").textContent = sentence;
    part("outcome").textContent = outcome ?? "This would succeed.";
    part("outcome").dataset.fails = outcome !== null;
  });
}
