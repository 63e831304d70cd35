import { expect, test } from "vitest";
import { NODE_CRYPTO } from "../testing/node-crypto.cases.ts";
import { concat, feed, STEPS } from "../testing/pipe.cases.ts";
import { type DigestScheme, findDigest, PLAYER_KEYS, SERVER_KEYS, sumOfFour, writeDigest } from "./digest.ts";
import { digestHandshake } from "./digest-handshake.ts";
import { encryptedHandshake } from "./encrypted-handshake.ts";
import type { HandshakeCrypto } from "./handshake-crypto.ts";
import { HandshakeInitiator } from "./handshake-initiator.ts";
import { PACKET_BYTES } from "./handshake-packet.ts";
import { HandshakeResponder } from "./handshake-responder.ts";
import { MODP2_PRIME } from "./modp2.ts";
import { simpleHandshake } from "./simple-handshake.ts";

const SIMPLE_CRYPTO: HandshakeCrypto = { randomBytes: NODE_CRYPTO.randomBytes };
const KINDS = [
  { name: "simple", kind: simpleHandshake },
  { name: "digest", kind: digestHandshake },
  { name: "encrypted", kind: encryptedHandshake },
] as const;

test.for(KINDS.flatMap((kind) => STEPS.map((step) => ({ ...kind, step }))))(
  "both ends finish a $name handshake in pieces of $step bytes",
  ({ kind, step }) => {
    const client = new HandshakeInitiator(NODE_CRYPTO, kind);
    const server = new HandshakeResponder(NODE_CRYPTO);
    const answers: Uint8Array[] = [];
    feed(concat(client.start()), step, (piece) => answers.push(...server.receive(piece)));
    const c2: Uint8Array[] = [];
    feed(concat([...answers, Uint8Array.of(1, 2)]), step, (piece) => c2.push(...client.receive(piece)));
    feed(concat([...c2, Uint8Array.of(3, 4, 5)]), step, (piece) => server.receive(piece));
    expect([client.isDone, server.isDone]).toEqual([true, true]);
    expect([...client.takeRemaining()]).toEqual([1, 2]);
    expect([...server.takeRemaining()]).toEqual([3, 4, 5]);
    const isEncrypted = kind === encryptedHandshake;
    expect([client.ciphers !== undefined, server.ciphers !== undefined]).toEqual([isEncrypted, isEncrypted]);
    if (!isEncrypted) return;
    const text = Uint8Array.from({ length: 100 }, (_, index) => index);
    const sent = client.ciphers?.outgoing.apply(text) ?? text;
    expect(sent).not.toEqual(text);
    expect(server.ciphers?.incoming.apply(sent)).toEqual(text);
    const answered = server.ciphers?.outgoing.apply(text) ?? text;
    expect(client.ciphers?.incoming.apply(answered)).toEqual(text);
  },
);

test("a client that sends all three packets at once is not kept waiting", () => {
  const server = new HandshakeResponder(NODE_CRYPTO);
  const c1 = NODE_CRYPTO.randomBytes(PACKET_BYTES);
  const replies = server.receive(
    concat([Uint8Array.of(3), c1, new Uint8Array(PACKET_BYTES), Uint8Array.of(9)]),
  );
  expect(concat(replies)).toHaveLength(1 + 2 * PACKET_BYTES);
  expect(server.isDone).toBe(true);
  expect([...server.takeRemaining()]).toEqual([9]);
});

test("echoes C1 in the simple handshake, also to a digest that does not verify", () => {
  const c1 = NODE_CRYPTO.randomBytes(PACKET_BYTES);
  for (const version of [0, 9]) {
    c1.fill(version, 4, 8);
    const [s0, s1, s2] = new HandshakeResponder(NODE_CRYPTO).receive(concat([Uint8Array.of(3), c1]));
    expect(s0).toEqual(Uint8Array.of(3));
    expect(s1?.subarray(4, 8)).toEqual(new Uint8Array(4));
    expect(s2).toEqual(c1);
  }
});

test.for([0, 1] as const)("answers a digest of scheme %s in the same scheme", (scheme: DigestScheme) => {
  const c1 = NODE_CRYPTO.randomBytes(PACKET_BYTES);
  c1.set([10, 0, 32, 18], 4);
  writeDigest(NODE_CRYPTO.hmacSha256, c1, scheme, PLAYER_KEYS.packet1);
  const [, s1 = new Uint8Array(0)] = new HandshakeResponder(NODE_CRYPTO).receive(
    concat([Uint8Array.of(3), c1]),
  );
  expect(findDigest(NODE_CRYPTO.hmacSha256, s1, SERVER_KEYS.packet1)?.scheme).toBe(scheme);
});

test.for([0, 1, 2, 4, 7, 10, 0x20, 0x50, 0xff])("refuses version %s", (version) => {
  const server = new HandshakeResponder(NODE_CRYPTO);
  expect(() => server.receive(Uint8Array.of(version))).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_VERSION" }),
  );
});

test.for([6, 8, 9])("answers version %s with 6, and refuses it without the cryptography", (version) => {
  const c1 = concat(new HandshakeInitiator(NODE_CRYPTO, encryptedHandshake).start()).subarray(1);
  const [s0] = new HandshakeResponder(NODE_CRYPTO).receive(concat([Uint8Array.of(version), c1]));
  expect(s0).toEqual(Uint8Array.of(6));
  expect(() => new HandshakeResponder(SIMPLE_CRYPTO).receive(Uint8Array.of(version))).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_VERSION" }),
  );
});

test("refuses an encrypted C1 without a digest", () => {
  const junk = concat([Uint8Array.of(6), NODE_CRYPTO.randomBytes(PACKET_BYTES)]);
  expect(() => new HandshakeResponder(NODE_CRYPTO).receive(junk)).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_HANDSHAKE" }),
  );
});

test.for([
  { name: "0", key: 0n },
  { name: "1", key: 1n },
  { name: "p - 1", key: MODP2_PRIME - 1n },
  { name: "p", key: MODP2_PRIME },
  { name: "2^1024 - 1", key: 2n ** 1024n - 1n },
])("refuses the public key $name", ({ key }) => {
  const c1 = NODE_CRYPTO.randomBytes(PACKET_BYTES);
  c1.set([10, 0, 32, 18], 4);
  const hex = key.toString(16).padStart(256, "0");
  c1.set(
    Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    (sumOfFour(c1, 768) % 632) + 8,
  );
  writeDigest(NODE_CRYPTO.hmacSha256, c1, 1, PLAYER_KEYS.packet1);
  expect(() => new HandshakeResponder(NODE_CRYPTO).receive(concat([Uint8Array.of(6), c1]))).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_HANDSHAKE" }),
  );
});

test("a client takes a server that knows no digest, but none that signs wrongly", () => {
  const client = new HandshakeInitiator(NODE_CRYPTO, digestHandshake);
  const [c0, c1] = client.start();
  const [s0, s1, s2] = new HandshakeResponder(SIMPLE_CRYPTO).receive(
    concat([c0, c1].map((part) => part ?? new Uint8Array(0))),
  );
  client.receive(concat([s0, s1, s2].map((part) => part ?? new Uint8Array(0))));
  expect(client.isDone).toBe(true);

  const cheated = new HandshakeInitiator(NODE_CRYPTO, digestHandshake);
  const answer = concat(new HandshakeResponder(NODE_CRYPTO).receive(concat(cheated.start())));
  answer[answer.length - 1] = (answer.at(-1) ?? 0) ^ 1;
  expect(() => cheated.receive(answer)).toThrow(expect.objectContaining({ code: "ERR_RTMP_HANDSHAKE" }));
});

test("a client that encrypts accepts neither another version nor an unsigned server", () => {
  const client = new HandshakeInitiator(NODE_CRYPTO, encryptedHandshake);
  client.start();
  expect(() => client.receive(Uint8Array.of(3))).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_VERSION" }),
  );
  const other = new HandshakeInitiator(NODE_CRYPTO, encryptedHandshake);
  other.start();
  expect(() => other.receive(concat([Uint8Array.of(6), NODE_CRYPTO.randomBytes(PACKET_BYTES)]))).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_HANDSHAKE" }),
  );
});

test("a client without cryptography can only be simple", () => {
  expect(() => new HandshakeInitiator(SIMPLE_CRYPTO, digestHandshake)).toThrow(TypeError);
  expect(
    () => new HandshakeInitiator({ ...NODE_CRYPTO, diffieHellman: undefined as never }, encryptedHandshake),
  ).toThrow(TypeError);
});
