/**
 * The cryptography that the package takes from outside. In Node: `randomBytes` and `createHmac` of node:crypto, and
 * `createModp2Pair`; a browser needs `randomBytes` alone, for the simple handshake.
 */
export interface HandshakeCrypto {
  /** Returns `length` unpredictable bytes. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** HMAC-SHA256. Without it only the simple handshake is spoken. */
  readonly hmacSha256?: (key: Uint8Array, data: Uint8Array) => Uint8Array;
  /** Makes a key pair of the 1024-bit MODP group 2 (RFC 2409 §6.2). Without it RTMPE is refused. */
  readonly diffieHellman?: () => DiffieHellmanPair;
}

export interface DiffieHellmanPair {
  /** Big-endian, at most 128 bytes. */
  readonly publicKey: Uint8Array;
  /** The shared secret, big-endian, at most 128 bytes. */
  readonly computeSecret: (peerPublicKey: Uint8Array) => Uint8Array;
}

/** A stream cipher: XORs its key stream over `bytes` and returns the result as new bytes. */
export interface StreamCipher {
  readonly apply: (bytes: Uint8Array) => Uint8Array;
}

/** Both directions of an encrypted connection. */
export interface CipherPair {
  readonly incoming: StreamCipher;
  readonly outgoing: StreamCipher;
}
