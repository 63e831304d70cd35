import { createPlayer, type Player, type PlayerOptions } from "../create-player.ts";
import type { PlayerState } from "../player-state.ts";
import type { PlayerInput } from "../resolve-input.ts";
import { build } from "./build.ts";
import { Controls, setVolume, toggleMute, togglePlay } from "./controls.ts";
import { ErrorView } from "./error-view.ts";
import { handleKey, SHORTCUTS } from "./keyboard.ts";
import { ENGLISH, type Locale, loadLocale } from "./locale.ts";
import { MediaFacade } from "./media-facade.ts";
import { type Quality, SettingsPanel } from "./settings-panel.ts";
import { elementStyle } from "./style.ts";

/** Attributes that say what is played; a change of one loads anew. */
const SOURCE_ATTRIBUTES = ["streamer", "file", "src", "edge", "files"];
const OTHER_ATTRIBUTES = ["poster", "muted", "loop", "lang", "label", "nocontrols", "crossorigin"];

/** Controls go away after this long without a sign of the viewer. */
const IDLE_MS = 3000;

/**
 * `<oxbow-player streamer file edge poster …>`: a player with controls, captions from `<track>` children, and an
 * error view. It has the methods and properties of a `<video>` and passes on its events, so it also works as the
 * medium of a `<media-controller>`; there, with `slot="media"`, it shows no controls of its own.
 *
 * Attributes `streamer`, `file` (or `src`), `edge`, `files`, `poster`, `autoplay`, `muted`, `loop`, `label`, `lang`,
 * `nocontrols`. Events of `<video>`, and `oxbow-status`, `oxbow-error`, `oxbow-experience`.
 */
export class OxbowPlayerElement extends MediaFacade {
  static readonly observedAttributes: readonly string[] = [...SOURCE_ATTRIBUTES, ...OTHER_ATTRIBUTES];

  /** Options that attributes cannot say: further engines, protocols. Read when something is loaded. */
  options: PlayerOptions = {};
  /** Versions of the same film for the quality list. */
  qualities: readonly Quality[] = [];

  #player: Player | undefined;
  #stop = new AbortController();
  #controls: Controls | undefined;
  #errorView: ErrorView | undefined;
  #settings: SettingsPanel | undefined;
  #words: Locale = ENGLISH;
  #isLoadDue = false;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #status = build("div", { className: "hush" });
  readonly #box = build("div", { className: "box", tabIndex: 0 });

  /** The player at work; `undefined` while the element is not in a document. */
  get player(): Player | undefined {
    return this.#player;
  }

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [elementStyle()];
    this.#stop = new AbortController();
    const { media } = this;
    media.playsInline = true;
    media.muted = this.hasAttribute("muted");
    media.setAttribute("part", "video");
    const player = createPlayer(media, this.#playerOptions());
    this.#player = player;
    this.#buildChrome(player);
    root.replaceChildren(this.#box);
    this.#adoptTracks();
    this.#listen(player);
    for (const name of OTHER_ATTRIBUTES) this.#apply(name);
    this.#scheduleLoad();
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    clearTimeout(this.#idleTimer);
    this.#player?.destroy();
    this.#player = undefined;
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (this.#player === undefined || before === after) return;
    if (SOURCE_ATTRIBUTES.includes(name)) {
      this.#scheduleLoad();
      return;
    }
    this.#apply(name);
  }

  /** Makes changed `options` hold from the next `load` on. */
  configure(): void {
    this.#player?.configure(this.#playerOptions());
  }

  /** Loads a stream given as a value rather than by attributes. */
  async load(input?: PlayerInput): Promise<void> {
    const what = input ?? this.#input();
    if (what !== undefined) await this.#player?.load(what);
  }

  protected override seekTo(seconds: number): void {
    if (this.#player === undefined) this.media.currentTime = seconds;
    else this.#player.seek(seconds);
  }

  override play(): Promise<void> {
    return this.#player?.play() ?? Promise.resolve();
  }

  override pause(): void {
    this.#player?.pause();
  }

  #playerOptions(): PlayerOptions {
    const edge = this.getAttribute("edge") ?? undefined;
    const files = this.getAttribute("files") ?? undefined;
    const own = { ...(edge !== undefined && { edge }), ...(files !== undefined && { files }) };
    return { autoplay: this.hasAttribute("autoplay"), ...own, ...this.options };
  }

  #input(): PlayerInput | undefined {
    const src = this.getAttribute("src");
    if (src !== null) return src;
    const streamer = this.getAttribute("streamer");
    const file = this.getAttribute("file");
    if (streamer === null && file === null) return undefined;
    return { ...(streamer !== null && { streamer }), ...(file !== null && { file }) };
  }

  /** Attributes are often set one after another: what they come to is loaded once. */
  #scheduleLoad(): void {
    if (this.#isLoadDue) return;
    this.#isLoadDue = true;
    queueMicrotask(() => {
      this.#isLoadDue = false;
      if (this.#player === undefined) return;
      this.#player.configure(this.#playerOptions());
      void this.load();
    });
  }

  #apply(name: string): void {
    const value = this.getAttribute(name);
    if (name === "poster") this.media.poster = value ?? "";
    else if (name === "loop") this.media.loop = value !== null;
    else if (name === "muted") this.media.muted = value !== null || this.media.muted;
    else if (name === "crossorigin") this.media.crossOrigin = value;
    else if (name === "label") this.#box.setAttribute("aria-label", value ?? this.#words.player);
    else if (name === "nocontrols") this.#showControls();
    else if (name === "lang") void this.#translate(value ?? document.documentElement.lang);
  }

  #showControls(): void {
    const isBare = this.hasAttribute("nocontrols") || this.slot === "media";
    for (const child of this.#box.children) {
      if (child !== this.media && !child.classList.contains("error"))
        child.toggleAttribute("data-bare", isBare);
    }
    this.#box.tabIndex = isBare ? -1 : 0;
  }

  async #translate(language: string): Promise<void> {
    const words = await loadLocale(language).catch(() => ENGLISH);
    this.#words = words;
    this.#controls?.translate(words);
    this.#errorView?.translate(words);
    this.#settings?.translate(words);
    this.#apply("label");
  }

  #buildChrome(player: Player): void {
    const settings = new SettingsPanel(
      {
        tracks: () => this.#captionTracks(),
        onTrack: (index) => this.#showTrack(index),
        rate: () => this.media.playbackRate,
        onRate: (rate) => {
          this.media.playbackRate = rate;
        },
        qualities: () => this.qualities,
        file: () => this.getAttribute("file") ?? "",
        onQuality: ({ file }) => {
          const { currentSeconds } = player.state;
          void player.load({ streamer: this.getAttribute("streamer") ?? "", file }, currentSeconds);
        },
      },
      this.#words,
    );
    const controls = new Controls(
      {
        player,
        settings,
        toggleFullscreen: () => this.#toggleFullscreen(),
        toggleCaptions: () => this.#toggleCaptions(),
        hasCaptions: () => this.#captionTracks().length > 0,
      },
      this.#words,
    );
    const errorView = new ErrorView(this.#words, () => {
      void player.retry();
      this.#box.focus();
    });
    this.#settings = settings;
    this.#controls = controls;
    this.#errorView = errorView;
    this.#status.setAttribute("role", "status");
    this.#box.setAttribute("part", "container");
    this.#box.setAttribute("role", "group");
    this.#box.setAttribute("aria-keyshortcuts", SHORTCUTS);
    this.#box.replaceChildren(this.media, controls.root, errorView.root, this.#status);
  }

  #listen(player: Player): void {
    const { signal } = this.#stop;
    player.subscribe(
      (state) => state,
      (state, previous) => this.#onState(state, previous),
    );
    player.on("statuschange", (detail) => this.dispatchEvent(new CustomEvent("oxbow-status", { detail })));
    player.on("error", (detail) => this.dispatchEvent(new CustomEvent("oxbow-error", { detail })));
    player.on("experience", (detail) => this.dispatchEvent(new CustomEvent("oxbow-experience", { detail })));
    const actions = {
      togglePlay: () => togglePlay(player),
      seekBy: (seconds: number) => player.seek(player.state.currentSeconds + seconds),
      seekToPart: (part: number) => player.seek(part * player.state.durationSeconds),
      changeVolume: (by: number) => setVolume(player, this.media.volume + by),
      toggleMute: () => toggleMute(player),
      toggleCaptions: () => this.#toggleCaptions(),
      toggleFullscreen: () => this.#toggleFullscreen(),
      closePanel: () => this.#closePanel(),
    };
    this.#box.addEventListener(
      "keydown",
      (event) => {
        this.#wake();
        if (handleKey(event, actions)) event.preventDefault();
      },
      { signal },
    );
    this.media.addEventListener("click", () => togglePlay(player), { signal });
    for (const name of ["pointermove", "pointerdown", "focusin"] as const) {
      this.#box.addEventListener(name, () => this.#wake(), { signal });
    }
    document.addEventListener("fullscreenchange", () => this.#controls?.update(player.state), { signal });
    this.media.textTracks.addEventListener("addtrack", () => this.#controls?.update(player.state), {
      signal,
    });
  }

  #onState(state: PlayerState, previous: PlayerState): void {
    this.#controls?.update(state);
    if (state.error !== previous.error) this.#errorView?.show(state);
    if (state.status === previous.status) return;
    const words = this.#words;
    this.#status.textContent =
      state.status === "buffering" ? words.buffering : state.status === "loading" ? words.loading : "";
    this.#wake();
  }

  /** Shows the controls, and lets them go while something plays and nobody moves. */
  #wake(): void {
    this.#box.classList.remove("idle");
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      const isPlaying = this.#player?.state.status === "playing";
      if (isPlaying && this.#settings?.root.hidden === true) this.#box.classList.add("idle");
    }, IDLE_MS);
  }

  #closePanel(): boolean {
    if (this.#settings === undefined || this.#settings.root.hidden) return false;
    this.#settings.toggle(false);
    this.#box.focus();
    return true;
  }

  #toggleFullscreen(): void {
    const done = document.fullscreenElement === null ? this.requestFullscreen() : document.exitFullscreen();
    // Refused where the page's frame may not; the button then simply does nothing.
    done.catch(() => undefined);
  }

  /** `<track>` children of the element belong to the video inside. */
  #adoptTracks(): void {
    for (const track of this.querySelectorAll("track")) this.media.append(track.cloneNode());
    for (const track of this.#captionTracks()) if (track.mode !== "showing") track.mode = "disabled";
  }

  #captionTracks(): readonly TextTrack[] {
    return [...this.media.textTracks].filter(({ kind }) => kind === "captions" || kind === "subtitles");
  }

  #showTrack(wanted: number): void {
    for (const [index, track] of this.#captionTracks().entries()) {
      track.mode = index === wanted ? "showing" : "disabled";
    }
  }

  #toggleCaptions(): void {
    const isShown = this.#captionTracks().some((track) => track.mode === "showing");
    this.#showTrack(isShown ? -1 : 0);
  }
}
