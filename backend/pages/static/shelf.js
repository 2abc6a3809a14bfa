import { localise } from "./countdown.js";

localise();
