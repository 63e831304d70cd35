import type { StreamReference } from "../reference/stream-reference.ts";

/** What can be written down and read again. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What a client is given: one address, its two halves, or application and play name by themselves. */
export type ClientInput =
  | string
  | { readonly streamer: string; readonly file: string }
  | { readonly app: string; readonly playName: string };

/** What a client sends: the `app` of `connect`, and the arguments of `play`. */
export interface Wire {
  /** `app` of `connect`. */
  readonly app: string;
  /** First argument of `play`. */
  readonly playName: string;
  /** Second argument of `play` (−2000: live, else recorded; 0: from the beginning); `undefined` when there is none. */
  readonly start: number | undefined;
}

/** A stream prepared for the targets, so that none of them carries the rules of naming. */
export interface TargetStream {
  /** The stream itself. */
  readonly reference: StreamReference;
  /** `rtmp://host[:port]/cfx/st`. */
  readonly connectUrl: string;
  /** `rtmp://host[:port]`. */
  readonly origin: string;
  /** As Flash Media Server wants it: `mp4:videos/clip.mp4`, `videos/clip`. */
  readonly playName: string;
  /** {@link playName} with `flv:` where there would be no prefix: for players that find the application by the prefix. */
  readonly prefixedName: string;
  /** One URL of both. */
  readonly url: string;
  /** HTTP-FLV address. */
  readonly edgeUrl: string;
  /** Address of the same object behind a web distribution. */
  readonly webUrl: string;
  /** `host:port` to connect to in place of the stream's own host; "" for that. */
  readonly via: string;
}

/** What a target writes; `input` is what its own rules then make the wire of. */
export interface Written {
  /** To paste: HTML, JavaScript, ActionScript or a shell command. */
  readonly code: string;
  /** The same as data: the player's own options. */
  readonly data: { readonly [name: string]: Json };
  /** The address in the form this player is given. */
  readonly input: ClientInput;
  /** What this player can't do with this stream, in a sentence. */
  readonly caveat?: string | undefined;
}

/** What an empty page needs besides the code. */
interface PageNeeds {
  /** Plain scripts and style sheets, as `PACKAGE/PATH` of npm. */
  readonly files: readonly string[];
  /** Scripts that are modules, likewise. */
  readonly modules?: readonly string[];
  /** The element that the code fills. */
  readonly body?: string;
}

/** A player or command-line client. */
export interface Target {
  /** Stable, as `--player` of the command line takes it. */
  readonly id: string;
  /** For people. */
  readonly label: string;
  /** Where it runs: in the Flash Player, in a shell, in the browsers of today. */
  readonly era: "flash" | "command-line" | "today";
  /** `undefined` where the code is all there is, or no browser of today runs it. */
  readonly page?: PageNeeds;
  /** Writes the configuration for one stream. */
  readonly write: (stream: TargetStream) => Written;
  /** The rule by which it divides what it is given; `undefined` for what it can't use, or for a client of HTTP only. */
  readonly predict: (input: Exclude<ClientInput, { readonly app: string }>) => Wire | undefined;
  /** The `start` it sends, when it is told application and name directly. */
  readonly start?: number;
}
