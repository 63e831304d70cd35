/** An element class that also loads where there is no document, so that a server may import the module. */
const ElementBase: typeof HTMLElement =
  typeof HTMLElement === "undefined" ? (class {} as unknown as typeof HTMLElement) : HTMLElement;

/** Events of a media element. They do not bubble and do not leave a shadow root, so they are sent on by hand. */
const MEDIA_EVENTS = [
  "abort",
  "canplay",
  "canplaythrough",
  "durationchange",
  "emptied",
  "ended",
  "error",
  "loadeddata",
  "loadedmetadata",
  "loadstart",
  "pause",
  "play",
  "playing",
  "progress",
  "ratechange",
  "resize",
  "seeked",
  "seeking",
  "stalled",
  "suspend",
  "timeupdate",
  "volumechange",
  "waiting",
] as const;

/** The face of a `<video>` on an element that has one inside: what a `<media-controller>` and page scripts expect. */
export abstract class MediaFacade extends ElementBase {
  /** The `<video>` inside. */
  readonly media: HTMLVideoElement;

  constructor() {
    super();
    this.media = document.createElement("video");
    for (const name of MEDIA_EVENTS)
      this.media.addEventListener(name, () => this.dispatchEvent(new Event(name)));
  }

  abstract play(): Promise<void>;
  abstract pause(): void;
  protected abstract seekTo(seconds: number): void;

  get currentTime(): number {
    return this.media.currentTime;
  }
  set currentTime(seconds: number) {
    this.seekTo(seconds);
  }
  get duration(): number {
    return this.media.duration;
  }
  get paused(): boolean {
    return this.media.paused;
  }
  get ended(): boolean {
    return this.media.ended;
  }
  get seeking(): boolean {
    return this.media.seeking;
  }
  get readyState(): number {
    return this.media.readyState;
  }
  get networkState(): number {
    return this.media.networkState;
  }
  get buffered(): TimeRanges {
    return this.media.buffered;
  }
  get seekable(): TimeRanges {
    return this.media.seekable;
  }
  get played(): TimeRanges {
    return this.media.played;
  }
  get error(): MediaError | null {
    return this.media.error;
  }
  get textTracks(): TextTrackList {
    return this.media.textTracks;
  }
  get videoWidth(): number {
    return this.media.videoWidth;
  }
  get videoHeight(): number {
    return this.media.videoHeight;
  }
  get currentSrc(): string {
    return this.media.currentSrc;
  }
  get volume(): number {
    return this.media.volume;
  }
  set volume(volume: number) {
    this.media.volume = volume;
  }
  get muted(): boolean {
    return this.media.muted;
  }
  set muted(isMuted: boolean) {
    this.media.muted = isMuted;
  }
  get playbackRate(): number {
    return this.media.playbackRate;
  }
  set playbackRate(rate: number) {
    this.media.playbackRate = rate;
  }
  requestPictureInPicture(): Promise<PictureInPictureWindow> {
    return this.media.requestPictureInPicture();
  }
}
