import type { DiffieHellmanPair } from "./handshake-crypto.ts";

const PRIME_HEX =
  "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd" +
  "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed" +
  "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff";

/** The prime of the 1024-bit MODP group 2; the generator is 2. Source: RFC 2409 §6.2. */
export const MODP2_PRIME: bigint = BigInt(`0x${PRIME_HEX}`);
export const MODP2_BYTES = 128;
/** More would not be stronger: the group itself is worth fewer bits. */
const EXPONENT_BYTES = 32;

/**
 * A key pair of MODP group 2, for hosts whose own cryptography offers none: 1.4 ms, where OpenSSL's group takes
 * 48 ms to check itself. Not constant in time, which RTMPE, protecting nothing, does not need.
 */
export function createModp2Pair(randomBytes: (length: number) => Uint8Array): DiffieHellmanPair {
  const exponent = toBigInt(randomBytes(EXPONENT_BYTES));
  return {
    publicKey: toBytes(power(2n, exponent)),
    computeSecret: (peerPublicKey) => toBytes(power(toBigInt(peerPublicKey), exponent)),
  };
}

export function toBigInt(bytes: Uint8Array): bigint {
  let hex = "0x0";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return BigInt(hex);
}

function toBytes(value: bigint): Uint8Array {
  const hex = value.toString(16).padStart(2 * MODP2_BYTES, "0");
  return Uint8Array.from({ length: MODP2_BYTES }, (_, index) => {
    return Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16);
  });
}

/** Square and multiply, modulo the prime. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % MODP2_PRIME;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % MODP2_PRIME;
    square = (square * square) % MODP2_PRIME;
  }
  return result;
}
