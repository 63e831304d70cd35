/**
 * Identifiers in the form the service gives them.
 *
 *  distribution, identity   E3S4CW6FECBL7Y          prefix + 13 of [A-Z0-9]
 *  ETag                     E2QWRUHAPOMQZ           E + 12 of [A-Z0-9], unquoted in headers
 *  domain name              s5c39gqb8ow64r          s (RTMP) or d (web) + 13 of [a-z0-9] + .cloudfront.net
 *  policy, key group        658327ea-f89d-…         a version 4 UUID
 *
 * Random: an identifier tells nothing about the domain name that goes with it. Uniqueness is the store's part.
 */
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

/** What an ETag looks like; anything else in If-Match is not a version of any resource. */
const ETAG_PATTERN = /^E[A-Z0-9]{11,13}$/;

/** Kinds of resource by the first letter of their ids. */
export type IdPrefix =
  /** Distributions, origin access identities and controls. */
  | "E"
  /** Invalidations. */
  | "I"
  /** Public keys. */
  | "K"
  /** Field-level encryption configurations. */
  | "C"
  /** Field-level encryption profiles. */
  | "P";

/** Makes identifiers from a source of randomness. */
export class Identifiers {
  readonly #randomBytes: (length: number) => Uint8Array;

  constructor(randomBytes: (length: number) => Uint8Array) {
    this.#randomBytes = randomBytes;
  }

  readonly id = (prefix: IdPrefix): string => prefix + this.#pick(UPPER, 13);

  readonly etag = (): string => `E${this.#pick(UPPER, 12)}`;

  readonly domainName = (kind: "streaming" | "web"): string =>
    `${kind === "streaming" ? "s" : "d"}${this.#pick(LOWER, 13)}.cloudfront.net`;

  readonly uuid = (): string => {
    const hex = [...this.#randomBytes(16)].map((byte, index) => {
      // RFC 9562 §5.4: version 4 in the seventh byte, variant 10 in the ninth.
      const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
      return value.toString(16).padStart(2, "0");
    });
    const part = (start: number, end: number) => hex.slice(start, end).join("");
    return `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, 16)}`;
  };

  #pick(alphabet: string, length: number): string {
    let picked = "";
    for (const byte of this.#randomBytes(length)) picked += alphabet.charAt(byte % alphabet.length);
    return picked;
  }
}

/** True when the text can be an ETag of this service. */
export function isEtag(text: string): boolean {
  return ETAG_PATTERN.test(text);
}
