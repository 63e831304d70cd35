export type {
  CipherPair,
  DiffieHellmanPair,
  HandshakeCrypto,
  StreamCipher,
} from "./handshake/handshake-crypto.ts";
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
