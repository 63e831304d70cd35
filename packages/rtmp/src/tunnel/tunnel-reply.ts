/** An HTTP answer of the tunnel. */
export interface TunnelReply {
  readonly status: number;
  /** Lower case; without content-length, which the host knows. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Any page may use the tunnel: RTMP has no cookies to steal. Posts of `text/plain` need no preflight, those of
 * `application/x-fcs` get theirs.
 */
const CORS_HEADERS = {
  "access-control-allow-origin": "*",
  "cache-control": "no-cache",
} as const;

export function tunnelReply(status: number, body: Uint8Array): TunnelReply {
  return { status, headers: { "content-type": "application/x-fcs", ...CORS_HEADERS }, body };
}

export function tunnelError(status: number, text: string): TunnelReply {
  const body = new TextEncoder().encode(`${text}\n`);
  return { status, headers: { "content-type": "text/plain", ...CORS_HEADERS }, body };
}

export function preflightReply(): TunnelReply {
  const headers = {
    ...CORS_HEADERS,
    "access-control-allow-methods": "POST, OPTIONS",
    "access-control-allow-headers": "content-type",
    "access-control-max-age": "86400",
  };
  return { status: 204, headers, body: new Uint8Array(0) };
}
