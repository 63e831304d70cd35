import { RtmpProtocolError } from "../rtmp-error.ts";
import { type DigestScheme, type Hmac, sumOfFour } from "./digest.ts";
import type { CipherPair, DiffieHellmanPair } from "./handshake-crypto.ts";
import { PACKET_BYTES } from "./handshake-packet.ts";
import { MODP2_BYTES, MODP2_PRIME, toBigInt } from "./modp2.ts";
import { Rc4 } from "./rc4.ts";

/**
 * RTMPE, version byte 6: C1 and S1 carry Diffie-Hellman keys of 128 bytes, from which both sides derive two RC4
 * keys. Compatibility only: there is no authentication of the server, and RC4 is broken.
 *
 * Source: librtmp 2.4 (handshake), proven with `rtmpdump -r rtmpe://`.
 */
export const ENCRYPTED_VERSION = 6;

const RC4_KEY_BYTES = 16;

function publicKeyOffset(packet: Uint8Array, scheme: DigestScheme): number {
  return scheme === 0 ? (sumOfFour(packet, 1532) % 632) + 772 : (sumOfFour(packet, 768) % 632) + 8;
}

/** Writes our public key into a packet 1; before its digest, which covers it. */
export function writePublicKey(
  packet: Uint8Array,
  scheme: DigestScheme,
  pair: DiffieHellmanPair,
): Uint8Array {
  const key = padded(pair.publicKey);
  packet.set(key, publicKeyOffset(packet, scheme));
  return key;
}

/**
 * Reads the peer's public key from a packet 1.
 *
 * @throws RtmpProtocolError for a key outside 2 … p - 2, with which anybody knows the secret.
 */
export function readPublicKey(packet: Uint8Array, scheme: DigestScheme): Uint8Array {
  const offset = publicKeyOffset(packet, scheme);
  const key = packet.slice(offset, offset + MODP2_BYTES);
  const value = toBigInt(key);
  if (value <= 1n || value >= MODP2_PRIME - 1n) {
    throw new RtmpProtocolError("ERR_RTMP_HANDSHAKE", "the public key is not between 1 and p - 1", offset);
  }
  return key;
}

/** The ciphers of a connection, past the 1536 bytes that the packets 2 would have taken. */
export function createCiphers(
  hmac: Hmac,
  pair: DiffieHellmanPair,
  ownKey: Uint8Array,
  peerKey: Uint8Array,
): CipherPair {
  const secret = padded(pair.computeSecret(peerKey));
  // Each direction is keyed with the public key of its receiver.
  const incoming = new Rc4(hmac(secret, ownKey).subarray(0, RC4_KEY_BYTES));
  const outgoing = new Rc4(hmac(secret, peerKey).subarray(0, RC4_KEY_BYTES));
  const skipped = new Uint8Array(PACKET_BYTES);
  incoming.apply(skipped);
  outgoing.apply(skipped);
  return { incoming, outgoing };
}

/** Left-padded with zeros: a big integer loses its leading zero bytes in most libraries. */
function padded(key: Uint8Array): Uint8Array {
  const result = new Uint8Array(MODP2_BYTES);
  result.set(key.subarray(-MODP2_BYTES), Math.max(0, MODP2_BYTES - key.length));
  return result;
}
