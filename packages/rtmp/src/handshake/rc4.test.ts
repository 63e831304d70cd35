import { expect, test } from "vitest";
import { feed, STEPS } from "../testing/pipe.cases.ts";
import { Rc4 } from "./rc4.ts";

/** Test vectors of RFC 6229 §2 (first 16 bytes of the key stream) and the classic ones of the 1994 posting. */
const CASES: readonly { name: string; key: string; plain: string; cipher: string }[] = [
  {
    name: "40-bit key",
    key: "0102030405",
    plain: "00".repeat(16),
    cipher: "b2396305f03dc027ccc3524a0a1118a8",
  },
  {
    name: "128-bit key",
    key: "0102030405060708090a0b0c0d0e0f10",
    plain: "00".repeat(16),
    cipher: "9ac7cc9a609d1ef7b2932899cde41b97",
  },
  { name: "'Key', 'Plaintext'", key: "4b6579", plain: "506c61696e74657874", cipher: "bbf316e8d940af0ad3" },
];

test.for(CASES)("encrypts with a $name", ({ key, plain, cipher }) => {
  expect(toHex(new Rc4(fromHex(key)).apply(fromHex(plain)))).toBe(cipher);
});

test.for(STEPS)("gives the same stream in pieces of %s bytes", (step) => {
  const plain = new Uint8Array(3000);
  const pieces: number[] = [];
  const cipher = new Rc4(fromHex("0102030405"));
  feed(plain, step, (piece) => pieces.push(...cipher.apply(piece)));
  expect(Uint8Array.from(pieces)).toEqual(new Rc4(fromHex("0102030405")).apply(plain));
});

test("leaves what it is given as it was, and refuses an empty key", () => {
  const plain = new Uint8Array(8);
  new Rc4(fromHex("01")).apply(plain);
  expect(plain).toEqual(new Uint8Array(8));
  expect(() => new Rc4(new Uint8Array(0))).toThrow(RangeError);
});

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
