/** The lock screen and the keys of a keyboard or headphone. */

const STEP = 10;

/** Tell the system what plays and let it steer the player. */
export function announce(facts, audio) {
  const session = navigator.mediaSession;
  if (!session) return;
  const artwork = [{ src: new URL(facts.cover, location).href, sizes: "900x900" }];
  session.metadata = new MediaMetadata({ title: facts.title, artist: facts.artist, album: facts.label, artwork });
  const go = (second) => (audio.currentTime = Math.max(0, second));
  session.setActionHandler("play", () => audio.play());
  session.setActionHandler("pause", () => audio.pause());
  session.setActionHandler("stop", () => audio.pause());
  session.setActionHandler("seekto", ({ seekTime }) => go(seekTime));
  session.setActionHandler("seekbackward", ({ seekOffset }) => go(audio.currentTime - (seekOffset ?? STEP)));
  session.setActionHandler("seekforward", ({ seekOffset }) => go(audio.currentTime + (seekOffset ?? STEP)));
}

/** Tell the system where in the sound we are. */
export function announcePosition(audio) {
  const session = navigator.mediaSession;
  if (!session) return;
  session.playbackState = audio.paused ? "paused" : "playing";
  if (!Number.isFinite(audio.duration)) return;
  session.setPositionState({ duration: audio.duration, position: Math.min(audio.currentTime, audio.duration), playbackRate: audio.playbackRate });
}
