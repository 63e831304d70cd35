import type { Readable } from "node:stream";

/**
 * A request as it came over the wire, before anybody has looked inside: the one shape that Fastify, MSW and
 * the in-process handler all produce.
 */
export interface AwsRequest {
  readonly method: string;
  /** The raw request target before `?`: percent-encoding, double slashes and dots untouched. */
  readonly path: string;
  /** The raw query string without its `?`; empty when there is none. */
  readonly query: string;
  /** Lower-case names; the values of a repeated header joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it comes; `undefined` when the request has none. Whoever does not read it need not drain it. */
  readonly body: Readable | undefined;
  /** The peer's IP address. */
  readonly remoteAddress: string;
  /** True when it came over TLS. */
  readonly isSecure: boolean;
}

/** The answer: what every adapter writes out as it is. */
export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable | Uint8Array | string | undefined;
}
