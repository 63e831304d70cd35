/** An HTTP answer of the tunnel. */
export interface TunnelReply {
  readonly status: number;
  /** All that is needed, to be written as spelt: librtmp looks for `Content-Length` in just this spelling. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Any page may use the tunnel: RTMP has no cookies to steal. Posts of `text/plain` need no preflight, those of
 * `application/x-fcs` get theirs.
 */
const CORS_HEADERS = {
  "Access-Control-Allow-Origin": "*",
  "Cache-Control": "no-cache",
} as const;

export function tunnelReply(status: number, body: Uint8Array): TunnelReply {
  return withHeaders(status, "application/x-fcs", body);
}

export function tunnelError(status: number, text: string): TunnelReply {
  const body = new TextEncoder().encode(`${text}\n`);
  return withHeaders(status, "text/plain", body);
}

function withHeaders(status: number, contentType: string, body: Uint8Array): TunnelReply {
  const headers = { "Content-Type": contentType, "Content-Length": String(body.length), ...CORS_HEADERS };
  return { status, headers, body };
}

export function preflightReply(): TunnelReply {
  const headers = {
    ...CORS_HEADERS,
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "86400",
  };
  return { status: 204, headers, body: new Uint8Array(0) };
}
