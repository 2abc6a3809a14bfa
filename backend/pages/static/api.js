/** What this site's server says, with every failure as a sentence a person can act on. */

export class Problem extends Error {
  constructor(sentence, status = 0) {
    super(sentence);
    this.status = status;
  }

  /** Whether asking again later may work. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const get = (path) => ask("GET", path);
export const post = (path, body) => ask("POST", path, body);
export const remove = (path) => ask("DELETE", path);

async function ask(method, path, body) {
  const request = { method, headers: { accept: "application/json" } };
  if (body !== undefined) {
    request.headers["content-type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  const answer = await fetch(path, request).catch(() => {
    throw new Problem("This site does not answer. Check your connection and try again.");
  });
  const value = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new Problem(sentence(value), answer.status);
  return value;
}

function sentence(problem) {
  const said = problem?.detail;
  return typeof said === "string" ? said : "Something went wrong on this site. Try again in a moment.";
}
