/** Lets the site be installed as an app and say so when there is no connection. */

navigator.serviceWorker?.register("/worker.js").catch(() => {});
