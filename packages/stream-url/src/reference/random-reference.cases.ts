import fc from "fast-check";
import { EXTENSIONS, type MediaKind } from "./media-name.ts";
import { isUnsafeKey } from "./read-name.ts";
import { DEFAULT_PORTS, type StreamProtocol, type StreamReference } from "./stream-reference.ts";

const PROTOCOLS = Object.keys(DEFAULT_PORTS) as readonly StreamProtocol[];

const HOSTS = fc.oneof(
  fc.stringMatching(/^s[a-z0-9]{13}$/).map((label) => `${label}.cloudfront.net`),
  fc.constantFrom("media.example.com", "127.0.0.1", "localhost", "[::1]"),
);

const SEGMENT = fc.oneof(
  fc.constantFrom(
    "videos",
    "2011",
    "a b",
    "100%",
    "50%25",
    "%41",
    "é",
    "日本",
    "a&b",
    "a=b",
    "a+b",
    "x:y",
    "#1",
    "what?",
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
);

const QUERIES = fc.oneof(
  fc.constant(""),
  fc.constantFrom(
    "p=1&q=2",
    "Expires=1357034400&Signature=nitfHRCr~_-&Key-Pair-Id=APKA9ONS7QCOWEXAMPLE",
    "x",
    "a=%2F",
  ),
);

/**
 * Keys no client can ask for are left out: ones that begin with what clients put in front of a name, hold a prefix or
 * look like a name with a query, or are nothing but an extension, which players take off.
 */
export function isAddressable(key: string): boolean {
  return (
    !isUnsafeKey(key) &&
    key.isWellFormed() &&
    !/(?:^|\/)\.\w{3}$/.test(key) &&
    !/^[/&]|\/\/|^_definst_\/|^cfx\/st\//.test(key) &&
    !/(?:^|\/)(?:mp4|mp3|flv|id3):/i.test(key) &&
    !/\?[\w-]+(?:=|%3d)/i.test(key) &&
    !/&(?:amp|#0*38|#x0*26);/i.test(key)
  );
}

/** References as `parseStream` may give them. */
export const randomReference: fc.Arbitrary<StreamReference> = fc
  .record({
    protocol: fc.constantFrom(...PROTOCOLS),
    host: HOSTS,
    port: fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
    segments: fc.array(SEGMENT, { minLength: 1, maxLength: 4 }),
    kind: fc.constantFrom<MediaKind>("flv", "mp4", "mp3"),
    choice: fc.nat(),
    query: QUERIES,
  })
  .map(({ protocol, host, port, segments, kind, choice, query }) => ({
    protocol,
    host,
    port: port === DEFAULT_PORTS[protocol] ? undefined : port,
    app: "cfx/st",
    key: `${segments.join("/")}.${EXTENSIONS[kind][choice % EXTENSIONS[kind].length]}`,
    kind,
    query,
  }))
  .filter(({ key }) => isAddressable(key));
