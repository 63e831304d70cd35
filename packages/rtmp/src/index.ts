export { type EncodeSegmentOptions, encodeSegment } from "./chunk/encode-segment.ts";
export type { NetStatus, PlayFailureCode } from "./command/net-status.ts";
export type {
  CipherPair,
  DiffieHellmanPair,
  HandshakeCrypto,
  StreamCipher,
} from "./handshake/handshake-crypto.ts";
export { createModp2Pair } from "./handshake/modp2.ts";
export { type RtmpErrorCode, RtmpProtocolError } from "./rtmp-error.ts";
export type {
  AcknowledgementEvent,
  BufferLengthEvent,
  ClosedEvent,
  ConnectEvent,
  PauseEvent,
  Play2Event,
  PlayEvent,
  PublishRefusedEvent,
  ReceiveEvent,
  RequestToken,
  SeekEvent,
  ServerEvent,
  StreamClosedEvent,
  StreamCreatedEvent,
  StreamLengthEvent,
  StreamTransition,
} from "./session/server-event.ts";
export {
  SERVER_LIMITS,
  type ServerLimits,
  type ServerSessionOptions,
} from "./session/server-options.ts";
export { FMS_3_5, type ServerIdentity } from "./session/server-replies.ts";
export {
  type AcceptConnectOptions,
  type RejectConnectOptions,
  RtmpServerSession,
} from "./session/server-session.ts";
