import type { PlayerErrorCode } from "../player-error.ts";

/** Every word the element shows or speaks. `{…}` is filled in. */
export interface Locale {
  readonly player: string;
  readonly play: string;
  readonly pause: string;
  readonly replay: string;
  readonly mute: string;
  readonly unmute: string;
  readonly volume: string;
  readonly position: string;
  /** `{at}` and `{of}` are times in words. */
  readonly positionText: string;
  readonly captions: string;
  readonly captionsOff: string;
  readonly settings: string;
  readonly speed: string;
  readonly normal: string;
  readonly quality: string;
  readonly fullscreen: string;
  readonly exitFullscreen: string;
  readonly pictureInPicture: string;
  readonly tapForSound: string;
  readonly loading: string;
  readonly buffering: string;
  readonly retry: string;
  readonly whatIsWrong: string;
  /** Shown while a diagnosis is being made. */
  readonly looking: string;
  readonly hours: string;
  readonly minutes: string;
  readonly seconds: string;
  readonly errors: Readonly<Partial<Record<PlayerErrorCode, string>>>;
}

/** English; its error sentences are those of `PlayerError` itself. */
export const ENGLISH: Locale = {
  player: "Video player",
  play: "Play",
  pause: "Pause",
  replay: "Play again",
  mute: "Mute",
  unmute: "Unmute",
  volume: "Volume",
  position: "Position",
  positionText: "{at} of {of}",
  captions: "Captions",
  captionsOff: "Off",
  settings: "Settings",
  speed: "Speed",
  normal: "Normal",
  quality: "Quality",
  fullscreen: "Full screen",
  exitFullscreen: "Leave full screen",
  pictureInPicture: "Picture in picture",
  tapForSound: "Turn sound on",
  loading: "Loading",
  buffering: "Waiting for the network",
  retry: "Try again",
  whatIsWrong: "What is wrong?",
  looking: "Looking…",
  hours: "hours",
  minutes: "minutes",
  seconds: "seconds",
  errors: {},
};

const OTHERS: Readonly<Record<string, () => Promise<Locale>>> = {
  de: async () => (await import("./locale-de.ts")).GERMAN,
  fr: async () => (await import("./locale-fr.ts")).FRENCH,
};

/** The words for a language tag; English where there are none. */
export async function loadLocale(language: string): Promise<Locale> {
  return (await OTHERS[language.toLowerCase().split("-", 1)[0] ?? ""]?.()) ?? ENGLISH;
}

/** `1:02:03`, as on a clock. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (value: number): string => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/** `2 minutes 3 seconds`, as one says it. */
export function spokenTime(seconds: number, words: Locale): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return [
    hours > 0 ? `${hours} ${words.hours}` : "",
    minutes > 0 ? `${minutes} ${words.minutes}` : "",
    `${whole % 60} ${words.seconds}`,
  ]
    .filter(Boolean)
    .join(" ");
}
