/** The lock screen and the keys of a keyboard or headphone. */

const STEP = 10;
const session = navigator.mediaSession;

/** Let the system steer the player; `queue` says what comes before and after. */
export function obey(player, queue) {
  if (!session) return;
  const deeds = {
    play: () => player.play(),
    pause: () => player.pause(),
    stop: () => player.pause(),
    seekto: ({ seekTime }) => player.seek(seekTime),
    seekbackward: ({ seekOffset }) => player.seek(player.position - (seekOffset ?? STEP)),
    seekforward: ({ seekOffset }) => player.seek(player.position + (seekOffset ?? STEP)),
    previoustrack: () => queue.back(),
    nexttrack: () => queue.skip(),
  };
  for (const [name, deed] of Object.entries(deeds)) session.setActionHandler(name, deed);
}

/** Tell the system what plays. */
export function announce({ title, artist, album, cover }) {
  if (!session) return;
  const artwork = [{ src: new URL(cover, location).href, sizes: "900x900" }];
  session.metadata = new MediaMetadata({ title, artist, album, artwork });
}

/** Tell the system where in the sound we are. */
export function announcePosition({ isPlaying, length, position }) {
  if (!session) return;
  session.playbackState = isPlaying ? "playing" : "paused";
  if (length) session.setPositionState({ duration: length, position: Math.min(position, length), playbackRate: 1 });
}
