import type { MediaKind } from "./media-name.ts";

/** How the client connects; `t` is tunnelled in HTTP, `e` encrypted, `s` over TLS. */
export type StreamProtocol = "rtmp" | "rtmpt" | "rtmpe" | "rtmpte" | "rtmps";

/** The port a protocol uses when the address names none. */
export const DEFAULT_PORTS: Readonly<Record<StreamProtocol, number>> = {
  rtmp: 1935,
  rtmpe: 1935,
  rtmpt: 80,
  rtmpte: 80,
  rtmps: 443,
};

/** The application, and its instance, of every CloudFront RTMP distribution. */
export const CLOUDFRONT_APP = "cfx/st";

/**
 * One stream, canonical: two addresses that mean the same stream parse to equal references.
 * Frozen; make a changed one with a spread and {@link playName} or the like still works on it.
 */
export interface StreamReference {
  /** How the server is reached. */
  readonly protocol: StreamProtocol;
  /** Lower case, without port. "" when only a file name was known. */
  readonly host: string;
  /** `undefined` for the protocol's own port ({@link DEFAULT_PORTS}). */
  readonly port: number | undefined;
  /** `cfx/st` for CloudFront; what the address says for another server. No slash at either end. */
  readonly app: string;
  /** Key of the object in the bucket: decoded, with extension, without prefix or leading slash. */
  readonly key: string;
  /** What the object is, by its extension or prefix: decides the prefix of its play name. */
  readonly kind: MediaKind;
  /** What follows the `?` of the stream name (own parameters, signature); "" for none. Never encoded as a whole. */
  readonly query: string;
}

/** `protocol://host[:port]/app`, without a trailing slash: JW Player's `streamer`, Flash's connect string. */
export function connectUrl(reference: StreamReference): string {
  const port = reference.port === undefined ? "" : `:${reference.port}`;
  return `${reference.protocol}://${reference.host}${port}/${reference.app}`;
}

/** `?query`, or "". */
export function querySuffix(reference: StreamReference): string {
  return reference.query === "" ? "" : `?${reference.query}`;
}
