export type { ChunkLimits } from "./chunk/chunk-limits.ts";
export { type EncodeSegmentOptions, encodeSegment } from "./chunk/encode-segment.ts";
export { type BlockIndex, indexBlock } from "./chunk/index-block.ts";
export { shiftTimestamps } from "./chunk/shift-timestamps.ts";
export type { NetStatus, PlayFailureCode } from "./command/net-status.ts";
export { digestHandshake } from "./handshake/digest-handshake.ts";
export { encryptedHandshake } from "./handshake/encrypted-handshake.ts";
export type {
  CipherPair,
  DiffieHellmanPair,
  HandshakeCrypto,
  StreamCipher,
} from "./handshake/handshake-crypto.ts";
export type { ClientHandshake, HandshakeKind } from "./handshake/handshake-kind.ts";
export { createModp2Pair } from "./handshake/modp2.ts";
export { simpleHandshake } from "./handshake/simple-handshake.ts";
export { AMF3_SUPPORT, type Amf3Support } from "./message/amf3-support.ts";
export type { UserControlEvent } from "./message/user-control.ts";
export { type RtmpErrorCode, RtmpProtocolError } from "./rtmp-error.ts";
export type {
  ClientCallEvent,
  ClientClosedEvent,
  ClientConnectedEvent,
  ClientControlEvent,
  ClientDataEvent,
  ClientEvent,
  ClientPacketEvent,
  ClientRejectedEvent,
  ClientResultEvent,
  ClientStatusEvent,
  ClientStreamEvent,
  MediaKind,
} from "./session/client-event.ts";
export type { ClientSessionOptions } from "./session/client-options.ts";
export { type PlayOptions, RtmpClientSession } from "./session/client-session.ts";
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
export { RtmptClient, type TunnelPost } from "./tunnel/rtmpt-client.ts";
export {
  RTMPT_LIMITS,
  type RtmptLimits,
  RtmptServer,
  type RtmptServerOptions,
  type TunnelOutcome,
  type TunnelRequest,
} from "./tunnel/rtmpt-server.ts";
export type { TunnelReply } from "./tunnel/tunnel-reply.ts";
