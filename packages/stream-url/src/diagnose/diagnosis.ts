import type { LegacyWarning } from "../legacy/found-embed.ts";
import type { PageFinding } from "../legacy/unread-addresses.ts";
import type { SignatureRefusal } from "../sign/verify-stream.ts";

/** Codes about an address, or a page that names one. */
export type AddressCode =
  | LegacyWarning
  | PageFinding["code"]
  | "CFX-ADDRESS-NONE"
  | "CFX-ADDRESS-TOO-LONG"
  | "CFX-EOL-2020"
  | "CFX-NAME-NONE"
  | "CFX-NAME-NOT-MEDIA"
  | "CFX-NAME-UNSAFE";

/** Codes about what one player makes of an address. */
export type PlayerCode =
  | "CFX-FLASHVARS-UNENCODED"
  | "CFX-GST-SUBDIR"
  | "CFX-JW6-SUBDIR-NEEDS-PREFIX"
  | "CFX-MP3-FFMPEG-PREFIX"
  | "CFX-NAME-FLV-EXT"
  | "CFX-NAME-PREFIX-MISSING"
  | "CFX-OSMF-INSTANCE-FLAG"
  | "CFX-PLAY-SILENT"
  | "CFX-PLAYER-INPUT"
  | "CFX-PLAYER-SPLIT"
  | "CFX-RTMPDUMP-APP"
  | "CFX-VJS-SEPARATOR";

/** Codes about signatures. */
export type SigningCode =
  | SignatureRefusal
  | "CFX-SIGN-CFXST-IN-RESOURCE"
  | "CFX-SIGN-EPOCH-32BIT"
  | "CFX-SIGN-EXT-MISMATCH"
  | "CFX-SIGN-KEY-IN-PAGE"
  | "CFX-SIGN-PREFIX-IN-RESOURCE";

/** Codes about distribution, object and connection. */
export type ServerCode =
  | "CFX-DIST-DISABLED"
  | "CFX-DIST-IN-PROGRESS"
  | "CFX-DIST-NOT-FOUND"
  | "CFX-DIST-TYPE-MISMATCH"
  | "CFX-INVALID-INSTANCE"
  | "CFX-INVALID-URI"
  | "CFX-NAME-EXT-DROPPED-IN-S3"
  | "CFX-PORT-1935"
  | "CFX-S3-ACCESS-DENIED"
  | "CFX-S3-CASE"
  | "CFX-S3-CONTENT-MISMATCH"
  | "CFX-S3-FLV-NAME"
  | "CFX-S3-KEY-MISSING"
  | "CFX-S3-LEADING-SLASH";

/** Codes about the browser that plays. */
export type BrowserCode =
  | "CFX-AUTOPLAY-BLOCKED"
  | "CFX-CODEC-HEVC"
  | "CFX-CODEC-LEGACY"
  | "CFX-CORS"
  | "CFX-CSP-BLOB"
  | "CFX-DOWN"
  | "CFX-LOCAL-NETWORK"
  | "CFX-MIXED-CONTENT"
  | "CFX-NET-STALLED"
  | "CFX-NET-TRUNCATED"
  | "CFX-NO-INDEX"
  | "CFX-NO-MSE"
  | "CFX-NOT-FLV";

/** Every code that {@link lint}, {@link diagnose} and `resurrect` may give. Documented in docs/diagnosis.md. */
export type DiagnosisCode = AddressCode | PlayerCode | SigningCode | ServerCode | BrowserCode;

/** `error`: it will not play; `warning`: not in every player; `info`: good to know. */
export type Severity = "error" | "warning" | "info";

/** What a code says: severity, what is wrong, what to do. */
export type Entry = readonly [severity: Severity, message: string, fix: string];

/** Where to look: a part of the address, or the thing that was observed. */
export type Place =
  | "url"
  | "streamer"
  | "file"
  | "page"
  | "signature"
  | "distribution"
  | "object"
  | "server"
  | "network"
  | "browser";

/** One thing that is wrong, or may be. */
export interface Finding {
  /** Stable, to be looked up. */
  readonly code: DiagnosisCode;
  /** How bad it is. */
  readonly severity: Severity;
  /** What is wrong, in a sentence. */
  readonly message: string;
  /** Where to look. */
  readonly place: Place;
  /** What to do about it. */
  readonly fix: string;
  /** Section of this package's documentation: `docs/diagnosis.md#cfx-…`. */
  readonly docs: string;
}
