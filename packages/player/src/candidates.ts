import { playName, type StreamReference } from "@oxbow/stream-url";
import { DEFAULT_EDGE, edgeAddress } from "./edge-address.ts";

/** How the bytes travel. `file` is a plain HTTP file that the browser plays by itself. */
export type Protocol = "file" | "http-flv" | "ws-flv" | "rtmpt";

/** What turns the bytes into pictures. */
export type EngineName = "native" | "flv" | "mpegts" | "ruffle";

/** One way to play a stream. */
export interface Candidate {
  readonly protocol: Protocol;
  readonly engine: EngineName;
  /** What is requested; for `rtmpt` the address before `/open`. */
  readonly url: string;
  /** For `rtmpt`: what `connect` and `play` are told. */
  readonly rtmp?: { readonly tcUrl: string; readonly app: string; readonly playName: string };
}

/** The edge, as one template or with a place for plain files. */
export interface EdgeAddresses {
  /** Default `http://{label}.cloudfront.localhost:8080`; see the README for `{host}` and bare addresses. */
  readonly edge?: string | undefined;
  /**
   * Where the same objects are plain files: a web distribution with the same origin, say
   * `http://d….cloudfront.localhost:8080/{key}`. Opens the native engine for MP4 and MP3.
   */
  readonly files?: string | undefined;
}

/**
 * Every way to play `reference` behind an edge, best first: a plain file where the browser can play it alone,
 * HTTP-FLV, WS-FLV, and RTMP itself tunnelled in HTTP.
 */
export function candidates(
  reference: StreamReference,
  edge: string | EdgeAddresses = {},
): readonly Candidate[] {
  const addresses = typeof edge === "string" ? { edge } : edge;
  const base = edgeAddress(reference, addresses.edge ?? DEFAULT_EDGE);
  const name = playName(reference);
  const path = `/${reference.app}/${escapeName(name)}`;
  const list: Candidate[] = [];
  if (addresses.files !== undefined && reference.kind !== "flv") {
    const key = reference.key.split("/").map(encodeURIComponent).join("/");
    list.push({ protocol: "file", engine: "native", url: addresses.files.replaceAll("{key}", key) });
  }
  list.push({ protocol: "http-flv", engine: "flv", url: base + path });
  list.push({ protocol: "ws-flv", engine: "flv", url: base.replace(/^http/, "ws") + path });
  const tcUrl = `rtmp://${reference.host}/${reference.app}`;
  list.push({
    protocol: "rtmpt",
    engine: "flv",
    url: base,
    rtmp: { tcUrl, app: reference.app, playName: name },
  });
  return list;
}

/** A plain media file as a candidate. */
export function fileCandidate(url: string): Candidate {
  return /\.flv(?:[?#]|$)/i.test(url)
    ? { protocol: url.startsWith("ws") ? "ws-flv" : "http-flv", engine: "flv", url }
    : { protocol: "file", engine: "native", url };
}

/** Percent-encodes a play name for a path; its colon, slashes and query stay what they are. */
function escapeName(name: string): string {
  const cut = name.indexOf("?");
  const path = cut === -1 ? name : name.slice(0, cut);
  const escaped = path.split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":");
  return cut === -1 ? escaped : escaped + name.slice(cut);
}
