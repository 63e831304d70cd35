/** Every code a {@link PlayerError} may carry. Documented in the package's README. */
export type PlayerErrorCode =
  /** The configuration names no stream: not a URL, no file. */
  | "ERR_PLAYER_ADDRESS"
  /** HTTP 404, or RTMP's StreamNotFound. */
  | "ERR_PLAYER_NOT_FOUND"
  /** HTTP 401 or 403: not public, a signature expired or absent. */
  | "ERR_PLAYER_FORBIDDEN"
  /** Any other HTTP status that is not a success. */
  | "ERR_PLAYER_HTTP_STATUS"
  /** The server answers, but without leave for this page to read the answer. */
  | "ERR_PLAYER_CORS"
  /** Nothing answers at the address. */
  | "ERR_PLAYER_UNREACHABLE"
  /** The WebSocket was refused. */
  | "ERR_PLAYER_WEBSOCKET"
  /** A page came where a stream was asked for. */
  | "ERR_PLAYER_HTML"
  /** The bytes are MP4, though the address promised Flash Video. */
  | "ERR_PLAYER_MP4_NOT_FLV"
  /** The bytes are no container this player knows. */
  | "ERR_PLAYER_NOT_MEDIA"
  /** A success without a body. */
  | "ERR_PLAYER_EMPTY"
  /** The connection broke before the promised length, and broke again each time it was resumed. */
  | "ERR_PLAYER_TRUNCATED"
  /** The body ended in order, but before the end that the file's own duration promises. */
  | "ERR_PLAYER_ENDED_EARLY"
  /** Nothing arrived for seconds, though the connection is open. */
  | "ERR_PLAYER_STALLED"
  /** A codec of the Flash era that no browser decodes. */
  | "ERR_PLAYER_LEGACY_CODEC"
  /** A codec of today that this browser does not decode. */
  | "ERR_PLAYER_CODEC"
  /** The browser has no Media Source Extensions. */
  | "ERR_PLAYER_NO_MSE"
  /** The page's Content-Security-Policy forbids the connection or the `blob:` media. */
  | "ERR_PLAYER_CSP"
  /** The page is HTTPS and the stream is not. */
  | "ERR_PLAYER_MIXED_CONTENT"
  /** The viewer or a policy denied pages the local network. */
  | "ERR_PLAYER_LOCAL_NETWORK"
  /** The RTMP server refused the connection (DistributionNotFound, InvalidInstance, …). */
  | "ERR_PLAYER_REJECTED"
  /** The browser's decoder gave up. */
  | "ERR_PLAYER_DECODE"
  /** An engine's script could not be loaded. */
  | "ERR_PLAYER_ENGINE";

/** What a viewer is told, in English; the element brings other languages. */
export const SENTENCES: Readonly<Record<PlayerErrorCode, string>> = {
  ERR_PLAYER_ADDRESS: "This player was not told which video to play.",
  ERR_PLAYER_NOT_FOUND: "This video is not here. Its name may have changed.",
  ERR_PLAYER_FORBIDDEN: "This video is private, or the link to it has expired.",
  ERR_PLAYER_HTTP_STATUS: "The video server reported a problem. Try again in a moment.",
  ERR_PLAYER_CORS: "The video server does not allow this page to play its videos.",
  ERR_PLAYER_UNREACHABLE: "The video server does not answer. Check the connection and try again.",
  ERR_PLAYER_WEBSOCKET: "The video server refused a live connection.",
  ERR_PLAYER_HTML: "The server sent a web page instead of a video.",
  ERR_PLAYER_MP4_NOT_FLV: "The file is an MP4 under the name of a Flash video.",
  ERR_PLAYER_NOT_MEDIA: "The file is not a video this player knows.",
  ERR_PLAYER_EMPTY: "The video file is empty.",
  ERR_PLAYER_TRUNCATED: "The connection broke off and could not be resumed.",
  ERR_PLAYER_ENDED_EARLY: "The video stops before its end: the file is incomplete.",
  ERR_PLAYER_STALLED: "The video server stopped sending. Check the connection and try again.",
  ERR_PLAYER_LEGACY_CODEC: "This video uses a Flash-era format that browsers cannot decode.",
  ERR_PLAYER_CODEC: "This browser cannot decode the video's format.",
  ERR_PLAYER_NO_MSE: "This browser cannot play streams. Try a current one.",
  ERR_PLAYER_CSP: "The security policy of this page blocks the video.",
  ERR_PLAYER_MIXED_CONTENT: "This page is secure and the video is not, so the browser blocks it.",
  ERR_PLAYER_LOCAL_NETWORK: "The browser was not allowed to reach devices on the local network.",
  ERR_PLAYER_REJECTED: "The streaming server refused the connection.",
  ERR_PLAYER_DECODE: "The video is damaged and could not be decoded.",
  ERR_PLAYER_ENGINE: "A part of the player could not be loaded. Check the connection and try again.",
};

/** What ended, or would have ended, playback. */
export class PlayerError extends Error {
  override readonly name = "PlayerError";
  readonly code: PlayerErrorCode;
  /** For the developer: the status, the codec's name, the server's words. Empty when the code says it all. */
  readonly detail: string;

  /** @param detail values worth knowing; the message is the sentence for the viewer. */
  constructor(code: PlayerErrorCode, detail = "", cause?: unknown) {
    super(SENTENCES[code], { cause });
    this.code = code;
    this.detail = detail;
  }
}

/** Leaves a PlayerError as it is and wraps anything else under `code`. */
export function asPlayerError(error: unknown, code: PlayerErrorCode): PlayerError {
  return error instanceof PlayerError ? error : new PlayerError(code, String(error), error);
}
