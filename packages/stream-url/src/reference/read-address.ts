import { DEFAULT_PORTS, type StreamProtocol } from "./stream-reference.ts";

/** Scheme, host and port of an address, and the rest of it untouched. */
export interface Address {
  readonly protocol: StreamProtocol;
  readonly host: string;
  /** `undefined` when absent, out of range, or the protocol's own. */
  readonly port: number | undefined;
  /** What follows the authority, with its leading slash if there is one. */
  readonly path: string;
  /** False when the scheme was missing or is not one of RTMP's. */
  readonly isRtmp: boolean;
}

const URL_SHAPE = /^(?:([a-z]\w*):)?\/\/(?:[^/?#@]*@)?(\[[\da-f:.]+\]|[\w.-]+)(?::(\d*))?(?=[/?&]|$)(.*)$/is;
const BARE_HOST = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/+cfx\/st(?=[/?&]|$)|^[\w-]+\.cloudfront\.net(?=[/:]|$)/i;

/** True for text that starts like an RTMP URL, whatever follows. */
export function isRtmpUrl(text: string): boolean {
  return /^rtmp[a-z]{0,2}:\/\//i.test(text);
}

/** Reads an authority, or gives `undefined` when there is none. HTTP addresses count only below `/cfx/st`. */
export function readAddress(text: string): Address | undefined {
  const [, scheme = "", host = "", digits = "", path = ""] =
    URL_SHAPE.exec(BARE_HOST.test(text) ? `//${text}` : text) ?? [];
  if (host === "") return undefined;

  const name = scheme.toLowerCase();
  const isRtmp = name in DEFAULT_PORTS;
  const isHttp = /^(?:http|ws)s?$/.test(name);
  if (isHttp && !/^\/+cfx\/st(?=[/?&,]|$)/.test(path)) return undefined;
  if (!isRtmp && !isHttp && !/^rtm(?:fp|pts)$|^$/.test(name)) return undefined;

  const protocol = isRtmp ? (name as StreamProtocol) : name === "rtmpts" ? "rtmps" : "rtmp";
  const port = Number(digits);
  // The port of an HTTP address is another server's.
  const isOwn = isHttp || port === 0 || port > 65_535 || port === DEFAULT_PORTS[protocol];
  return { protocol, host: host.toLowerCase(), port: isOwn ? undefined : port, path, isRtmp };
}
