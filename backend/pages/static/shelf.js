/** The list of drops: times in the reader's zone, and the queue. */

import { localise } from "./countdown.js";
import { openDeck } from "./records.js";

localise();
openDeck();
