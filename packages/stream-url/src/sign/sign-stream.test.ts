import { createSign, createVerify, generateKeyPairSync, webcrypto } from "node:crypto";
import { getSignedUrl } from "@aws-sdk/cloudfront-signer";
import { describe, expect, test } from "vitest";
import { parseStream } from "../reference/parse-stream.ts";
import { playName } from "../reference/play-name.ts";
import type { StreamReference } from "../reference/stream-reference.ts";
import { resolveStream } from "../resolve/resolve-stream.ts";
import { type SignStreamOptions, type StreamSigner, signStream } from "./sign-stream.ts";
import { type VerifyContext, verifyStream } from "./verify-stream.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const EXPIRES = 1_900_000_000;
const NOW = 1_800_000_000;
const KEY_PAIR = "APKA9ONS7QCOWEXAMPLE";

const nodeSigner: StreamSigner = {
  keyPairId: KEY_PAIR,
  sign: (message) => createSign("RSA-SHA1").update(message).sign(privateKey),
};

function reference(url: string): StreamReference {
  const parsed = parseStream(url);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.reference;
}

function parameters(query: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    query.split("&").map((pair) => [pair.split("=", 1)[0], pair.replace(/^[^=]*=/, "")]),
  );
}

function verify(
  stream: StreamReference,
  context: Partial<VerifyContext> = {},
  name = playName(stream),
): string {
  const resolved = resolveStream("cfx/st", name, { mode: "lenient" });
  if (!resolved.ok) return resolved.error;
  const refusal = verifyStream({
    ...resolved,
    nowEpochSeconds: NOW,
    sourceIp: "192.0.2.10",
    verify: (keyPairId, message, signature) =>
      keyPairId === KEY_PAIR
        ? createVerify("RSA-SHA1").update(message).verify(publicKey, signature)
        : undefined,
    ...context,
  });
  return refusal ?? "allowed";
}

const URL_OF = "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st";

describe("signStream", () => {
  test("puts own parameters first, then the signature in the guide's order", async () => {
    const { reference: signed, policy } = await signStream(
      reference(`${URL_OF}/videos/m.mp4?p=1&q=2`),
      nodeSigner,
      {
        expiresEpochSeconds: EXPIRES,
      },
    );
    expect(policy).toBe(
      `{"Statement":[{"Resource":"videos/m.mp4","Condition":{"DateLessThan":{"AWS:EpochTime":${EXPIRES}}}}]}`,
    );
    expect(signed.query).toMatch(
      /^p=1&q=2&Expires=1900000000&Signature=[\w~-]+&Key-Pair-Id=APKA9ONS7QCOWEXAMPLE$/,
    );
  });

  test.for([
    ["mp3:videos/song.mp3", "as-played", "videos/song"],
    ["videos/clip.flv", "as-played", "videos/clip"],
    ["mp4:videos/clip", "as-played", "videos/clip.mp4"],
    ["videos/clip.flv", "with", "videos/clip.flv"],
    ["mp4:videos/clip.mp4", "without", "videos/clip"],
  ] as const)("signs %s %s as %s, without host, cfx/st and prefix", async ([name, extension, resource]) => {
    const { policy } = await signStream(reference(`${URL_OF}/${name}`), nodeSigner, {
      expiresEpochSeconds: EXPIRES,
      extension,
    });
    expect(JSON.parse(policy).Statement[0].Resource).toBe(resource);
  });

  test("refuses dates that are no seconds of this era", async () => {
    const stream = reference(`${URL_OF}/x.flv`);
    for (const seconds of [0, 1.5, Number.NaN, 2_147_483_648, Date.now()]) {
      await expect(signStream(stream, nodeSigner, { expiresEpochSeconds: seconds })).rejects.toThrow(
        RangeError,
      );
    }
  });

  test("gives the same bytes through WebCrypto", async () => {
    const pem = privateKey.replace(/-----[^-]+-----|\s/g, "");
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-1" };
    const key = await webcrypto.subtle.importKey("pkcs8", Buffer.from(pem, "base64"), algorithm, false, [
      "sign",
    ]);
    const webSigner: StreamSigner = {
      keyPairId: KEY_PAIR,
      sign: async (message) => new Uint8Array(await webcrypto.subtle.sign(algorithm, key, message)),
    };
    const stream = reference(`${URL_OF}/videos/clip.flv`);
    const options = { expiresEpochSeconds: EXPIRES };
    expect(await signStream(stream, webSigner, options)).toEqual(
      await signStream(stream, nodeSigner, options),
    );
  });
});

describe("beside @aws-sdk/cloudfront-signer", () => {
  const dates = { dateLessThan: new Date(EXPIRES * 1000), dateGreaterThan: new Date(1_700_000_000_000) };

  test("gives equal parameters for an un-prefixed MP4 without cfx/st, which the SDK signs right", async () => {
    const theirs = getSignedUrl({
      url: "rtmp://s5c39gqb8ow64r.cloudfront.net/videos/m.mp4",
      keyPairId: KEY_PAIR,
      privateKey,
      dateLessThan: dates.dateLessThan,
    });
    const { reference: ours } = await signStream(reference(`${URL_OF}/videos/m.mp4`), nodeSigner, {
      expiresEpochSeconds: EXPIRES,
    });
    expect(parameters(ours.query)).toEqual(parameters(theirs.replace("videos/m.mp4?", "")));
  });

  test.for<{
    name: string;
    ours: Partial<SignStreamOptions>;
    theirs: { dateGreaterThan?: Date; ipAddress?: string };
  }>([
    {
      name: "start",
      ours: { notBeforeEpochSeconds: 1_700_000_000 },
      theirs: { dateGreaterThan: dates.dateGreaterThan },
    },
    { name: "address", ours: { sourceIp: "192.0.2.10" }, theirs: { ipAddress: "192.0.2.10" } },
    {
      name: "start and range",
      ours: { notBeforeEpochSeconds: 1_700_000_000, sourceIp: "192.0.2.0/24" },
      theirs: { dateGreaterThan: dates.dateGreaterThan, ipAddress: "192.0.2.0/24" },
    },
  ])("gives an equal custom policy and signature with $name", async ({ ours, theirs }) => {
    const url = getSignedUrl({
      url: "rtmp://s5c39gqb8ow64r.cloudfront.net/videos/m.mp4",
      keyPairId: KEY_PAIR,
      privateKey,
      dateLessThan: dates.dateLessThan,
      ...theirs,
    });
    const { reference: signed } = await signStream(reference(`${URL_OF}/videos/m.mp4`), nodeSigner, {
      expiresEpochSeconds: EXPIRES,
      ...ours,
    });
    expect(parameters(signed.query)).toEqual(parameters(url.replace("videos/m.mp4?", "")));
  });

  test("differs where the SDK keeps cfx/st or the prefix in what it signs", async () => {
    const stream = reference(`${URL_OF}/mp4:videos/m.mp4`);
    const theirs = parameters(
      getSignedUrl({
        url: `${URL_OF}/mp4:videos/m.mp4`,
        keyPairId: KEY_PAIR,
        privateKey,
        dateLessThan: dates.dateLessThan,
      }).split("?")[1] ?? "",
    );
    const query = Object.entries(theirs)
      .map((pair) => pair.join("="))
      .join("&");
    expect(verify({ ...stream, query })).toBe("CFX-SIGN-INVALID");
    const { reference: ours } = await signStream(stream, nodeSigner, { expiresEpochSeconds: EXPIRES });
    expect(verify(ours)).toBe("allowed");
  });
});

describe("verifyStream", () => {
  const stream = reference(`${URL_OF}/videos/clip.flv?own=1`);
  const canned = { expiresEpochSeconds: EXPIRES };

  test("accepts the name in every form a player may send", async () => {
    const { reference: signed } = await signStream(stream, nodeSigner, canned);
    const encoded = signed.query.replaceAll("=", "%3D").replaceAll("&", "%26");
    for (const name of [
      "videos/clip",
      "videos/clip.flv",
      "flv:videos/clip",
      "&flv:videos/clip",
      "/videos/clip",
    ]) {
      expect(verify(signed, {}, `${name}?${signed.query}`)).toBe("allowed");
      expect(verify(signed, {}, `${name}%3F${encoded}`)).toBe("allowed");
    }
    expect(verify(signed, {}, `videos/other?${signed.query}`)).toBe("CFX-SIGN-INVALID");
  });

  test("accepts a policy with the extension, without it, and with the viewer's own parameters", async () => {
    for (const extension of ["with", "without"] as const) {
      const { reference: signed } = await signStream(stream, nodeSigner, { ...canned, extension });
      expect(verify(signed)).toBe("allowed");
    }
    const theirs = getSignedUrl({
      url: "rtmp://h/videos/clip.flv?own=1",
      keyPairId: KEY_PAIR,
      privateKey,
      dateLessThan: new Date(EXPIRES * 1000),
    });
    expect(verify({ ...stream, query: theirs.split("?")[1] ?? "" })).toBe("allowed");
  });

  test("compares names percent-decoded too", async () => {
    const { reference: signed } = await signStream(reference(`${URL_OF}/a%20b.flv`), nodeSigner, canned);
    expect(verify(signed, {}, `a%20b?${signed.query}`)).toBe("allowed");
  });

  test.for<{
    name: string;
    options: Partial<SignStreamOptions>;
    context?: Partial<VerifyContext>;
    is: string;
  }>([
    { name: "a pattern", options: { resource: "videos/*" }, is: "allowed" },
    { name: "a question mark", options: { resource: "video?/cl?p" }, is: "allowed" },
    { name: "everything", options: { resource: "*" }, is: "allowed" },
    { name: "another pattern", options: { resource: "audio/*" }, is: "CFX-SIGN-RESOURCE" },
    { name: "a range", options: { sourceIp: "192.0.2.0/24" }, is: "allowed" },
    { name: "another range", options: { sourceIp: "198.51.100.0/24" }, is: "CFX-SIGN-IP" },
    {
      name: "a mapped address",
      options: { sourceIp: "192.0.2.10" },
      context: { sourceIp: "::ffff:192.0.2.10" },
      is: "allowed",
    },
    {
      name: "IPv6",
      options: { sourceIp: "192.0.2.10" },
      context: { sourceIp: "2001:db8::1" },
      is: "CFX-SIGN-IP",
    },
    {
      name: "IPv6 and anybody",
      options: { sourceIp: "0.0.0.0/0" },
      context: { sourceIp: "2001:db8::1" },
      is: "allowed",
    },
    { name: "a past start", options: { notBeforeEpochSeconds: NOW - 1 }, is: "allowed" },
    { name: "a start to come", options: { notBeforeEpochSeconds: NOW }, is: "CFX-SIGN-NOT-YET" },
    {
      name: "a canned expiry past",
      options: {},
      context: { nowEpochSeconds: EXPIRES },
      is: "CFX-SIGN-EXPIRED",
    },
    {
      name: "a custom expiry past",
      options: { resource: "*" },
      context: { nowEpochSeconds: EXPIRES },
      is: "CFX-SIGN-EXPIRED",
    },
    {
      name: "an unknown key pair",
      options: {},
      context: { verify: () => undefined },
      is: "CFX-SIGN-KEY-PAIR",
    },
  ])("says $is for $name", async ({ options, context, is }) => {
    const { reference: signed } = await signStream(stream, nodeSigner, { ...canned, ...options });
    expect(verify(signed, context)).toBe(is);
  });

  test("says what is wrong with a signature that can't be read", async () => {
    const { query } = (await signStream(stream, nodeSigner, canned)).reference;
    const custom = (await signStream(stream, nodeSigner, { ...canned, resource: "*" })).reference.query;
    const said = (changed: string): string => verify({ ...stream, query: changed });
    expect(said("")).toBe("CFX-SIGN-MISSING");
    expect(said(query.replace(/&Key-Pair-Id=.*/, ""))).toBe("CFX-SIGN-MISSING");
    expect(said(query.replace(/Expires=\d+/, ""))).toBe("CFX-SIGN-MISSING");
    expect(said(query.replace(/Signature=../, "Signature=+/"))).toBe("CFX-SIGN-BASE64-CHARS");
    expect(said(query.replace(/Signature=./, "Signature="))).toBe("CFX-SIGN-MALFORMED");
    expect(said(query.replace(/Expires=\d+/, "Expires=soon"))).toBe("CFX-SIGN-MALFORMED");
    expect(said(`${query}&Expires=1`)).toBe("CFX-SIGN-MALFORMED");
    expect(said(custom.replace(/Policy=[^&]+/, "Policy=e30_"))).toBe("CFX-SIGN-MALFORMED");
    expect(said(query.replace(/Expires=\d/, "Expires=2"))).toBe("CFX-SIGN-INVALID");
    expect(said(custom.replace(/Policy=..../, "Policy=eyAg"))).not.toBe("allowed");
  });
});
