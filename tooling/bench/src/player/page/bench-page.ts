/** What the page offers to the process that drives it. */
export interface BenchPage {
  /** Mounts a contestant and plays; milliseconds from the call to the first picture on the screen. */
  readonly play: (name: ContestantName, addresses: Addresses, film: string) => Promise<number>;
  /** Goes somewhere while playing, and waits for the picture of that place. */
  readonly seek: (seconds: number) => Promise<SeekResult>;
  /** Stops, goes to each time and tells what stands there. */
  readonly stills: (times: readonly number[]) => Promise<readonly Still[]>;
  /** Takes the contestant down, with its element. */
  readonly stop: () => void;
}

/** Where things are. */
export interface Addresses {
  /** As an old configuration has it: `rtmp://s….cloudfront.net/cfx/st`. */
  readonly streamer: string;
  /** The player's template of an edge. */
  readonly edge: string;
  /** The same stream's HTTP-FLV address without the name. */
  readonly stream: string;
  /** The web distribution's origin. */
  readonly site: string;
}

export type ContestantName =
  | "native"
  | "http-flv"
  | "ws-flv"
  | "rtmpt"
  | "hls.js"
  | "flv.js"
  | "flv.js-paced";

/** How a seek ended. */
export interface SeekResult {
  /** From the call to the first picture of the place; `undefined` when none came in time. */
  readonly ms: number | undefined;
  /** Seconds, of the first picture behind the seek, or of the last that was seen. */
  readonly pictureSeconds: number;
  /** What the picture itself says, counted within the pattern. */
  readonly clockSeconds: number;
  /** What was buffered before did not hold the place. */
  readonly wasUnbuffered: boolean;
}

/** A picture that stands. */
export interface Still {
  readonly pictureSeconds: number;
  /** SHA-256 of its pixels. */
  readonly hash: string;
}
