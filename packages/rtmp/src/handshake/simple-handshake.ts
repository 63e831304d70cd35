import type { ClientHandshake } from "./handshake-kind.ts";
import { RTMP_VERSION } from "./handshake-packet.ts";

/** RTMP 1.0 §5.2: each side echoes the other's packet. What comes back is not compared: nothing rests on it. */
export function simpleHandshake(): ClientHandshake {
  return {
    version: RTMP_VERSION,
    ciphers: undefined,
    completeC1: () => {},
    answerS1: (s1) => s1.slice(),
    checkS2: () => {},
  };
}
