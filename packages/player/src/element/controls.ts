import type { Player } from "../create-player.ts";
import type { PlayerState } from "../player-state.ts";
import { build } from "./build.ts";
import { drawIcon, type IconName } from "./icons.ts";
import { clockTime, type Locale, spokenTime } from "./locale.ts";
import type { SettingsPanel } from "./settings-panel.ts";

/** What the controls cannot do by the player alone. */
export interface ControlsHost {
  readonly player: Player;
  readonly toggleFullscreen: () => void;
  readonly toggleCaptions: () => void;
  readonly hasCaptions: () => boolean;
  readonly settings: SettingsPanel;
}

/** Builds a button that shows an icon and says its name. */
function iconButton(part: string, icon: IconName, onclick: () => void): HTMLButtonElement {
  const button = build("button", { type: "button", onclick });
  button.setAttribute("part", `button ${part}`);
  button.append(drawIcon(icon));
  return button;
}

/** Names a button and, where given, changes its picture. */
function say(button: HTMLButtonElement, label: string, icon?: IconName): void {
  button.setAttribute("aria-label", label);
  button.title = label;
  if (icon !== undefined && button.dataset.icon !== icon) {
    button.dataset.icon = icon;
    button.replaceChildren(drawIcon(icon));
  }
}

/** The bar at the bottom, the big button, the spinner and the sound notice. */
export class Controls {
  readonly root: DocumentFragment = document.createDocumentFragment();
  readonly bar: HTMLElement;
  readonly #host: ControlsHost;
  readonly #play: HTMLButtonElement;
  readonly #big: HTMLButtonElement;
  readonly #mute: HTMLButtonElement;
  readonly #captions: HTMLButtonElement;
  readonly #settings: HTMLButtonElement;
  readonly #fullscreen: HTMLButtonElement;
  readonly #sound: HTMLButtonElement;
  readonly #soundText = build("span", {});
  readonly #seek = build("input", { type: "range", className: "seek", min: "0", step: "0.1", value: "0" });
  readonly #volume = build("input", { type: "range", className: "volume", min: "0", max: "1", step: "0.05" });
  readonly #time = build("span", { className: "time" });
  readonly #spinner = build("div", { className: "spinner", hidden: true });
  #words: Locale;
  #isScrubbing = false;

  constructor(host: ControlsHost, words: Locale) {
    this.#host = host;
    this.#words = words;
    const { player } = host;
    const toggle = (): void => togglePlay(player);
    this.#play = iconButton("play", "play", toggle);
    this.#big = iconButton("big", "play", toggle);
    this.#big.className = "big";
    this.#mute = iconButton("mute", "volume", () => toggleMute(player));
    this.#captions = iconButton("captions", "captions", host.toggleCaptions);
    this.#settings = iconButton("settings", "settings", () => host.settings.toggle());
    this.#settings.setAttribute("aria-expanded", "false");
    host.settings.onToggle = (isOpen) => this.#settings.setAttribute("aria-expanded", String(isOpen));
    this.#fullscreen = iconButton("fullscreen", "fullscreen", host.toggleFullscreen);
    this.#sound = iconButton("sound", "muted", () => player.unmute());
    this.#sound.className = "sound";
    this.#sound.append(this.#soundText);
    this.#seek.setAttribute("part", "seek");
    this.#volume.setAttribute("part", "volume");
    this.#time.setAttribute("part", "time");
    this.#spinner.setAttribute("part", "spinner");
    this.#seek.addEventListener("input", () => {
      this.#isScrubbing = true;
      player.seek(Number(this.#seek.value));
    });
    this.#seek.addEventListener("change", () => {
      this.#isScrubbing = false;
    });
    this.#volume.addEventListener("input", () => setVolume(player, Number(this.#volume.value)));
    this.bar = build(
      "div",
      { className: "bar" },
      this.#seek,
      build(
        "div",
        { className: "row" },
        this.#play,
        this.#mute,
        this.#volume,
        this.#time,
        build("span", { className: "space" }),
        this.#captions,
        this.#settings,
        this.#fullscreen,
      ),
    );
    this.bar.setAttribute("part", "controls");
    this.root.append(this.#spinner, this.#big, this.#sound, host.settings.root, this.bar);
    this.translate(words);
  }

  translate(words: Locale): void {
    this.#words = words;
    this.#seek.setAttribute("aria-label", words.position);
    this.#volume.setAttribute("aria-label", words.volume);
    say(this.#captions, words.captions);
    say(this.#settings, words.settings);
    this.#soundText.textContent = words.tapForSound;
    this.#sound.title = words.tapForSound;
    this.update(this.#host.player.state);
  }

  update(state: PlayerState): void {
    const words = this.#words;
    const { status, currentSeconds, durationSeconds, bufferedSeconds } = state;
    const isStopped = ["idle", "ready", "paused", "ended", "blocked"].includes(status);
    const label = status === "ended" ? words.replay : isStopped ? words.play : words.pause;
    const icon = status === "ended" ? "replay" : isStopped ? "play" : "pause";
    say(this.#play, label, icon);
    say(this.#big, status === "ended" ? words.replay : words.play, status === "ended" ? "replay" : "play");
    this.#big.hidden = !isStopped || (status === "paused" && currentSeconds > 0);
    this.bar.hidden = status === "error";
    this.#spinner.hidden = !["resolving", "loading", "buffering", "seeking"].includes(status);
    const isSilent = state.isMuted || state.volume === 0;
    say(this.#mute, isSilent ? words.unmute : words.mute, isSilent ? "muted" : "volume");
    this.#sound.hidden = !state.isSoundBlocked;
    this.#captions.hidden = !this.#host.hasCaptions();
    const isFull = document.fullscreenElement !== null;
    say(
      this.#fullscreen,
      isFull ? words.exitFullscreen : words.fullscreen,
      isFull ? "exitFullscreen" : "fullscreen",
    );
    this.#fullscreen.hidden = !document.fullscreenEnabled;

    this.#volume.value = String(isSilent ? 0 : state.volume);
    this.#volume.style.setProperty("--at", `${isSilent ? 0 : state.volume * 100}%`);
    this.#seek.disabled = durationSeconds === 0;
    this.#seek.max = String(durationSeconds || 1);
    if (!this.#isScrubbing) this.#seek.value = String(currentSeconds);
    const part = (seconds: number): string =>
      `${durationSeconds > 0 ? (100 * seconds) / durationSeconds : 0}%`;
    this.#seek.style.setProperty("--at", part(Number(this.#seek.value)));
    this.#seek.style.setProperty("--to", part(bufferedSeconds));
    const spoken = words.positionText
      .replace("{at}", spokenTime(currentSeconds, words))
      .replace("{of}", spokenTime(durationSeconds, words));
    this.#seek.setAttribute("aria-valuetext", spoken);
    this.#time.textContent =
      durationSeconds > 0
        ? `${clockTime(currentSeconds)} / ${clockTime(durationSeconds)}`
        : clockTime(currentSeconds);
  }
}

/** Plays what stands still, and the other way round. */
export function togglePlay(player: Player): void {
  if (player.video.paused || player.state.status === "ended") {
    if (player.state.status === "ended") player.seek(0);
    void player.play();
  } else {
    player.pause();
  }
}

export function toggleMute(player: Player): void {
  player.video.muted = !player.video.muted;
  if (!player.video.muted && player.video.volume === 0) player.video.volume = 0.5;
}

/** Sets a volume from 0 to 1; setting one is wanting to hear it. */
export function setVolume(player: Player, volume: number): void {
  player.video.volume = Math.min(1, Math.max(0, volume));
  player.video.muted = player.video.volume === 0;
}
