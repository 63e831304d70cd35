import { type ChunkLimits, CLIENT_CHUNK_LIMITS } from "../chunk/chunk-limits.ts";
import type { HandshakeCrypto } from "../handshake/handshake-crypto.ts";
import type { HandshakeKind } from "../handshake/handshake-kind.ts";
import type { Amf3Support } from "../message/amf3-support.ts";

export interface ClientSessionOptions {
  readonly crypto: HandshakeCrypto;
  /** Default `simpleHandshake`, which needs `randomBytes` alone. */
  readonly handshake?: HandshakeKind;
  /**
   * `AMF3_SUPPORT`, for servers that answer in AMF3 though the session asks for AMF0. Default none: such a value
   * ends the session.
   */
  readonly amf3?: Amf3Support;
  /** The application: `cfx/st`. */
  readonly app: string;
  /** The whole address up to the application: `rtmp://host/cfx/st`. Its host names the distribution. */
  readonly tcUrl: string;
  /** Address of the SWF; a web player gives its script. Default none. */
  readonly swfUrl?: string;
  /** Address of the page. Default none. */
  readonly pageUrl?: string;
  /** What the client says it is. Default: what librtmp says. */
  readonly flashVer?: string;
  /** FourCCs that can be decoded (enhanced RTMP): `hvc1`, `av01`, `Opus` …. Default none. */
  readonly fourCcs?: readonly string[];
  /** Acknowledge whenever this much was received, unless the server says otherwise. Default 2,500,000 bytes. */
  readonly windowBytes?: number;
  /** What the server may make the session remember. */
  readonly limits?: Partial<ChunkLimits>;
}

/** What librtmp says of itself; servers know it. */
export const DEFAULT_FLASH_VERSION = "LNX 10,0,32,18";
export const CLIENT_LIMITS: ChunkLimits = CLIENT_CHUNK_LIMITS;
