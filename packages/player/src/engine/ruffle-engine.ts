import type { FlvFeed } from "../flv/flv-feed.ts";
import { writeMetaData } from "../flv/meta-data.ts";
import { concatenate, encodeFileHeader, encodeTag } from "../flv/tag-reader.ts";
import type { VirtualIndex } from "../flv/virtual-index.ts";
import { PlayerError } from "../player-error.ts";
import { borrowFace } from "../ruffle/borrowed-face.ts";
import { lendStream } from "../ruffle/lend-stream.ts";
import { createRuffle, type RuffleControl, type RuffleElement } from "../ruffle/load-ruffle.ts";
import { createMovie, MOVIE_CALLS } from "../ruffle/movie.ts";
import { type PictureSize, pictureSize } from "../ruffle/picture-size.ts";
import { shiftTags } from "../ruffle/shift-tags.ts";
import type { Engine, EngineContext, OpenEngine, Traffic } from "./engine.ts";
import { openFeed, trafficOf } from "./open-feed.ts";

/** How often the movie is asked where it is. */
const LOOK_MS = 100;

/** Less than this ahead and it is held; more than that and it goes on. */
const DRY_SECONDS = 0.2;
const FED_SECONDS = 1;

/** A viewer is told within three seconds of what does not begin. */
const START_LIMIT_MS = 2500;

const FRAME_MS = 16;

const USUAL_FRAME_RATE = 30;

/** "F" of "FLV". */
const FILE_SIGNATURE = 0x46;

/**
 * Plays what is in a codec of the Flash era with Ruffle, out of sight, and mirrors its canvas in the `<video>`.
 * The bytes come from our own feed, so protocols, resumption and seeks are those of every other stream.
 *
 * @param directory where the files of `@ruffle-rs/ruffle` lie, unless the page has loaded it
 */
export function ruffleEngine(directory: string | undefined): OpenEngine {
  return async (context) => {
    const creating = createRuffle(directory);
    creating.catch(() => undefined);
    const feed = await openFeed(context, true);
    try {
      const film = new RuffleFilm(context, feed, await creating);
      await film.open().catch((error: unknown) => {
        film.close();
        throw error;
      });
      return film;
    } catch (error) {
      feed.close();
      throw error;
    }
  };
}

/** One film in one Ruffle. */
class RuffleFilm implements Engine {
  readonly name = "ruffle";
  readonly #context: EngineContext;
  readonly #feed: FlvFeed;
  readonly #element: RuffleElement;
  readonly #control: RuffleControl;
  readonly #listeners = new AbortController();
  #mirror: MediaStream | undefined;
  #giveBack: () => void = () => {};
  #timer: ReturnType<typeof setInterval> | undefined;
  #size: PictureSize = { width: 0, height: 0 };
  #seconds = 0;
  /** What the movie's clock counts from. */
  #baseSeconds = 0;
  /** Up to where tags were given to the movie. */
  #reachedSeconds = 0;
  #isPaused = true;
  #isSeeking = false;
  #isEnded = false;
  #isDry = false;
  /** Ends the run before it when seeks overtake each other. */
  #run = new AbortController();

  constructor(context: EngineContext, feed: FlvFeed, element: RuffleElement) {
    this.#context = context;
    this.#feed = feed;
    this.#element = element;
    this.#control = element.ruffle();
  }

  async open(): Promise<void> {
    const { video } = this.#context;
    const { head } = this.#feed;
    const key = head.tags.find((tag) => tag.kind === 9);
    const isSized = head.metaData.width > 0 && head.metaData.height > 0;
    const { width, height } = isSized ? head.metaData : pictureSize(key?.body ?? new Uint8Array(0));
    this.#size = { width, height };
    const element = this.#element;
    element.inert = true;
    element.ariaHidden = "true";
    // Drawn pixel by pixel wherever the page is scrolled to, and seen only through the mirror.
    Object.assign(element.style, {
      position: "fixed",
      inset: "0 auto auto 0",
      zIndex: "-1",
      opacity: "0",
      pointerEvents: "none",
      width: `${width / devicePixelRatio}px`,
      height: `${height / devicePixelRatio}px`,
    });
    document.body.append(element);
    await this.#control.load({
      data: createMovie(width, height),
      allowScriptAccess: true,
      autoplay: "on",
      unmuteOverlay: "hidden",
      splashScreen: false,
      contextMenu: "off",
      letterbox: "off",
      scale: "exactFit",
      preferredRenderer: "canvas",
      upgradeToHttps: false,
      warnOnUnsupportedContent: false,
    });
    await this.#until(() => typeof this.#call(MOVIE_CALLS.look) === "string", this.#context.signal);
    this.#control.volume = 0;
    await this.#play(0);
    this.#hold(true);
    const canvas = element.shadowRoot?.querySelector("canvas");
    if (!canvas) throw new PlayerError("ERR_PLAYER_ENGINE", "Ruffle has no canvas");
    const wasPaused = video.paused;
    this.#giveBack = borrowFace(video, {
      currentSeconds: () => this.#seconds,
      durationSeconds: () => head.metaData.durationMs / 1000,
      bufferedSeconds: () => Math.max(this.#seconds, this.#reachedSeconds),
      isSeeking: () => this.#isSeeking,
      isEnded: () => this.#isEnded,
      isPaused: () => this.#isPaused,
      seek: (seconds) => this.seek(seconds),
      play: () => this.#resume(),
      pause: () => this.#pause(),
    });
    this.#mirror = canvas.captureStream();
    video.srcObject = this.#mirror;
    // Without sound of its own it may play at once, in any page.
    HTMLMediaElement.prototype.play.call(video).catch(() => undefined);
    this.#tell("durationchange");
    this.#listen();
    if (!wasPaused) void this.#resume();
  }

  readonly seek = (seconds: number): void => {
    this.#isSeeking = true;
    this.#isEnded = false;
    this.#seconds = seconds;
    this.#tell("seeking");
    void this.#goTo(seconds);
  };

  readonly traffic = (): Traffic => trafficOf(this.#feed);

  readonly close = (): void => {
    const { video } = this.#context;
    this.#listeners.abort();
    this.#run.abort();
    clearInterval(this.#timer);
    this.#feed.close();
    this.#giveBack();
    for (const track of this.#mirror?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    video.load();
    // Ruffle lets go of everything when its element leaves the page.
    this.#element.remove();
  };

  #listen(): void {
    const { video } = this.#context;
    const { signal } = this.#listeners;
    const setVolume = (): void => {
      this.#control.volume = video.muted ? 0 : video.volume;
    };
    setVolume();
    video.addEventListener("volumechange", setVolume, { signal });
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  async #resume(): Promise<void> {
    if (this.#isPaused) {
      this.#isPaused = false;
      this.#tell("play");
    }
    if (this.#isEnded) this.seek(0);
    else if (!this.#isSeeking) {
      if (!this.#isDry) this.#hold(false);
      this.#tell("playing");
    }
  }

  #pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#hold(true);
    this.#tell("pause");
  }

  /** Asks the movie where it is, and acts on what happened since. */
  #look(): void {
    if (this.#isSeeking || this.#isEnded) return;
    const { seconds, codes } = this.#ask();
    const isMoving = seconds !== this.#seconds;
    this.#seconds = seconds;
    if (isMoving) this.#tell("timeupdate");
    if (codes.includes("NetStream.Play.Stop")) {
      this.#end();
      return;
    }
    const aheadSeconds = this.#feed.isComplete ? Number.POSITIVE_INFINITY : this.#reachedSeconds - seconds;
    // Its clock would run on without pictures.
    if (aheadSeconds < DRY_SECONDS && !this.#isDry) {
      this.#isDry = true;
      this.#hold(true);
    } else if (aheadSeconds > FED_SECONDS && this.#isDry) {
      this.#isDry = false;
      if (!this.#isPaused) this.#hold(false);
    }
  }

  #end(): void {
    if (this.#context.video.loop) {
      this.seek(0);
      return;
    }
    this.#isEnded = true;
    this.#pause();
    this.#tell("ended");
  }

  async #goTo(seconds: number): Promise<void> {
    const { onFatal } = this.#context;
    try {
      if (!(await this.#play(positionAt(this.#feed.index, seconds)))) return;
      this.#hold(this.#isPaused);
      this.#isSeeking = false;
      this.#tell("seeked");
      this.#tell("timeupdate");
    } catch (error) {
      const isPlayers = error instanceof PlayerError;
      onFatal(isPlayers ? error : new PlayerError("ERR_PLAYER_ENGINE", String(error), error));
    }
  }

  /**
   * Lets the movie play from a virtual position of the feed, and waits for its first picture.
   * @returns false when another run has begun meanwhile
   */
  async #play(position: number): Promise<boolean> {
    this.#run.abort();
    const run = new AbortController();
    this.#run = run;
    this.#isDry = false;
    // The movie's clock starts at nought with every address; a run from elsewhere is told in times of its own.
    let baseMs = position === 0 ? 0 : undefined;
    this.#baseSeconds = 0;
    this.#reachedSeconds = -1;
    const firstMs = this.#feed.head.tags.find(({ kind }) => kind === 9)?.timestampMs ?? 0;
    const isShown = (): boolean =>
      this.#ask().seconds > (position === 0 ? firstMs / 1000 : this.#baseSeconds);
    let isOpen = true;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        this.#feed.run(position, {
          onBytes: (bytes) => {
            // The feed's own opening is for seeking libraries: a movie wants the codec in it.
            const isOpening = bytes[0] === FILE_SIGNATURE;
            if (!isOpen || isOpening) return;
            const isFirst = this.#reachedSeconds < 0;
            const shifted = shiftTags(bytes, baseMs);
            baseMs ??= shifted.firstMs;
            this.#baseSeconds = (baseMs ?? 0) / 1000;
            this.#reachedSeconds = (shifted.lastMs ?? 0) / 1000;
            controller.enqueue(isFirst ? concatenate(this.#opening(), shifted.bytes) : shifted.bytes);
          },
          onEnd: () => {
            if (isOpen) controller.close();
            isOpen = false;
          },
        });
        run.signal.addEventListener("abort", () => {
          if (isOpen) controller.close();
          isOpen = false;
        });
      },
    });
    const lent = lendStream(body);
    try {
      this.#call(MOVIE_CALLS.open, lent.url);
      await this.#until(() => run.signal.aborted || isShown(), this.#context.signal);
    } finally {
      lent.withdraw();
    }
    if (run.signal.aborted) return false;
    this.#seconds = this.#ask().seconds;
    return true;
  }

  /** File header and `onMetaData` with all that Ruffle must know to give a decoder the right size. */
  #opening(): Uint8Array<ArrayBuffer> {
    const { audio, metaData, tags, video } = this.#feed.head;
    const codec = (tags.find(({ kind }) => kind === 9)?.body[0] ?? 0) & 0x0f;
    const body = writeMetaData({
      ...this.#size,
      videocodecid: codec,
      framerate: metaData.frameRate || USUAL_FRAME_RATE,
      duration: metaData.durationMs / 1000 || 1,
    });
    return concatenate(encodeFileHeader(audio !== undefined, video !== undefined), encodeTag(18, 0, body));
  }

  #ask(): { readonly seconds: number; readonly codes: readonly string[] } {
    const [seconds = "", codes = ""] = String(this.#call(MOVIE_CALLS.look) ?? "").split("|");
    return { seconds: this.#baseSeconds + (Number(seconds) || 0), codes: codes.split(",").filter(Boolean) };
  }

  #hold(isHeld: boolean): void {
    this.#call(MOVIE_CALLS.hold, isHeld);
  }

  #call(name: string, ...values: readonly unknown[]): unknown {
    return this.#control.callExternalInterface(name, ...values);
  }

  /** Looks every frame until something is so. */
  async #until(isSo: () => boolean, signal: AbortSignal): Promise<void> {
    const startedAtMs = performance.now();
    while (!isSo()) {
      signal.throwIfAborted();
      if (performance.now() - startedAtMs > START_LIMIT_MS)
        throw new PlayerError("ERR_PLAYER_STALLED", "no picture from Ruffle");
      await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
    }
  }

  #tell(name: string): void {
    this.#context.video.dispatchEvent(new Event(name));
  }
}

/** The virtual position of the last indexed time not after `seconds`. */
function positionAt({ times, filepositions }: VirtualIndex, seconds: number): number {
  return filepositions[times.findLastIndex((time) => time <= seconds)] ?? 0;
}
