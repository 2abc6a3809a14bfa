/** A payee's statement: signing in to read it, and printing it. */

import { openEntrance } from "./entrance.js";
import { find } from "./text.js";

if (find("enter")) openEntrance(() => location.reload());
find("print")?.addEventListener("click", () => print());
