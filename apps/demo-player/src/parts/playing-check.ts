import type { Player, PlayerState } from "@oxbow/player";
import type { Finding } from "./checkup.ts";

const TITLE = "It goes on playing";

/** Longer than the buffer that a stalled stream leaves behind. */
const LONG_ENOUGH_SECONDS = 4;

/** What the player on the page has shown so far, as the last line of the list. */
function playingFinding({ status, attempts, experience, currentSeconds, error }: PlayerState): Finding {
  const cause = ["stall", "truncate"] as const;
  const failure = error ?? attempts.find((attempt) => attempt.error !== undefined)?.error;
  if (failure !== undefined) {
    const { message, code } = failure;
    return { title: TITLE, light: "bad", text: `${message} (${code})`, cause };
  }
  if (experience.resumptions > 0) {
    const times = experience.resumptions === 1 ? "once" : `${experience.resumptions} times`;
    return {
      title: TITLE,
      light: "warn",
      text: `The connection broke off ${times}; the player resumed it unnoticed.`,
      cause,
    };
  }
  if (currentSeconds >= LONG_ENOUGH_SECONDS || status === "ended")
    return { title: TITLE, light: "good", text: `${LONG_ENOUGH_SECONDS} s without a break.` };
  if (status === "blocked")
    return { title: TITLE, light: "skipped", text: "This browser waits for a click on the player." };
  return { title: TITLE, light: "waiting", text: `Played ${currentSeconds.toFixed(1)} s so far…` };
}

/** Tells the finding whenever it changes, until `signal` ends it. */
export function watchPlaying(player: Player, tell: (finding: Finding) => void, signal: AbortSignal): void {
  let last = "";
  const stop = player.subscribe(playingFinding, (finding) => {
    const told = JSON.stringify(finding);
    if (told === last) return;
    last = told;
    tell(finding);
  });
  signal.addEventListener("abort", stop);
}
