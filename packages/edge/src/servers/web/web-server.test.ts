import { createSign, generateKeyPairSync } from "node:crypto";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { encodeCloudFrontBase64 } from "@oxbow/stream-url/sign";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { webBehavior, webDistribution } from "../../testing/memory-directory.ts";
import { type RunningEdge, startEdge } from "../../testing/running-edge.ts";

const HOST = "d123.cloudfront.net";
const BIG = Uint8Array.from({ length: 700_000 }, (_, index) => index % 251);

let running: RunningEdge;

beforeAll(async () => {
  running = await startEdge();
  const { source } = running;
  source.put("index.html", "<h1>home</h1>", { contentType: "text/html" });
  source.put("docs/a b.txt", "text", {
    contentType: "text/plain",
    headers: { "cache-control": "max-age=5" },
  });
  source.put("big.bin", BIG);
  source.put("app.js", "x=1;".repeat(1000), { contentType: "text/javascript" });
  source.put("errors/404.html", "sorry", { contentType: "text/html" });
  source.put("private.txt", "secret", { onlyFor: "EOAI", contentType: "text/plain" });
  source.put("empty.txt", "", { contentType: "text/plain" });
});
afterAll(() => running.close());
beforeEach(() => {
  running.directory.put(webDistribution());
  running.edge.setFaults([]);
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The connection broke before the end of the body. */
  readonly isBroken: boolean;
}

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const options = { method, headers: { host: HOST, ...headers }, agent: false };
  const request = httpRequest(`${running.http}${path}`, options, (response) => {
    const pieces: Buffer[] = [];
    response.on("data", (piece: Buffer) => pieces.push(piece));
    const done = (isBroken: boolean): void =>
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(pieces),
        isBroken,
      });
    response.on("end", () => done(false));
    response.on("error", () => done(true));
  });
  request.on("error", reject);
  request.end();
  return promise;
}

test("serves an object as CloudFront does", async () => {
  const { status, headers, body } = await ask("/docs/a%20b.txt?x=1");
  expect({ status, body: body.toString() }).toEqual({ status: 200, body: "text" });
  expect(headers).toMatchObject({
    "content-type": "text/plain",
    "content-length": "4",
    "cache-control": "max-age=5",
    "last-modified": "Sun, 31 May 2020 12:00:00 GMT",
    "accept-ranges": "bytes",
    "x-cache": "Miss from cloudfront",
  });
  expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
  expect(headers.via).toMatch(/^1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/);
  expect((await ask("/docs/a%20b.txt")).headers["x-cache"]).toBe("Hit from cloudfront");
});

test("the root is the default root object, a folder is not", async () => {
  expect((await ask("/")).body.toString()).toBe("<h1>home</h1>");
  expect((await ask("/docs/")).status).toBe(404);
  running.directory.put(webDistribution({ defaultRootObject: "" }));
  expect((await ask("/")).status).toBe(403);
});

const HOSTS = [
  { name: "the .localhost name", path: "/", host: "d123.cloudfront.localhost:8080" },
  { name: "an alias", path: "/", host: "www.example.com" },
  { name: "/_oxbow/at/", path: `/_oxbow/at/${HOST}/`, host: "127.0.0.1" },
];
test.for(HOSTS)("is found by $name", async ({ path, host }) => {
  running.directory.put(webDistribution({ aliases: ["www.example.com"] }));
  expect((await ask(path, { host })).body.toString()).toBe("<h1>home</h1>");
});

test("a distribution that does not serve, or does not exist, answers nothing of its bucket", async () => {
  running.directory.put(webDistribution({ isServing: false }));
  expect((await ask("/")).status).toBe(403);
  expect((await ask("/", { host: "d404.cloudfront.net" })).status).toBe(403);
});

test("HEAD has the headers and no body", async () => {
  const { status, headers, body } = await ask("/big.bin", {}, "HEAD");
  expect({ status, length: headers["content-length"], body: body.length }).toEqual({
    status: 200,
    length: "700000",
    body: 0,
  });
});

test("large bodies arrive whole", async () => {
  expect(Buffer.compare((await ask("/big.bin")).body, BIG)).toBe(0);
  expect((await ask("/empty.txt")).headers["content-length"]).toBe("0");
});

describe("ranges", () => {
  const CASES = [
    { range: "bytes=0-9", start: 0, end: 10 },
    { range: "bytes=-5", start: 699_995, end: 700_000 },
    { range: "bytes=262140-262150", start: 262_140, end: 262_151 },
    { range: "bytes=699000-800000", start: 699_000, end: 700_000 },
  ];
  test.for(CASES)("$range", async ({ range, start, end }) => {
    const { status, headers, body } = await ask("/big.bin", { range });
    expect(status).toBe(206);
    expect(headers["content-range"]).toBe(`bytes ${start}-${end - 1}/700000`);
    expect(Buffer.compare(body, BIG.subarray(start, end))).toBe(0);
  });

  test("several make multipart/byteranges", async () => {
    const { status, headers, body } = await ask("/big.bin", { range: "bytes=0-1,5-6" });
    const boundary = /boundary=(\S+)/.exec(headers["content-type"] ?? "")?.[1];
    expect(status).toBe(206);
    expect(body.length).toBe(Number(headers["content-length"]));
    expect(body.toString("latin1").split(`--${boundary}`)).toEqual([
      "\r\n",
      "\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes 0-1/700000\r\n\r\n\x00\x01\r\n",
      "\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes 5-6/700000\r\n\r\n\x05\x06\r\n",
      "--\r\n",
    ]);
  });

  test("past the end is 416", async () => {
    const { status, headers } = await ask("/big.bin", { range: "bytes=700000-" });
    expect(status).toBe(416);
    expect(headers["content-range"]).toBe("bytes */700000");
  });

  test("If-Range of another version gets everything", async () => {
    expect((await ask("/big.bin", { range: "bytes=0-1", "if-range": '"other"' })).status).toBe(200);
  });
});

test("conditional requests", async () => {
  const { headers } = await ask("/index.html");
  const etag = headers.etag ?? "";
  const unchanged = await ask("/index.html", { "if-none-match": etag });
  expect({ status: unchanged.status, etag: unchanged.headers.etag }).toEqual({ status: 304, etag });
  expect((await ask("/index.html", { "if-match": '"other"' })).status).toBe(412);
});

describe("errors", () => {
  test("S3's own, passed on", async () => {
    const missing = await ask("/none.html");
    expect(missing.status).toBe(404);
    expect(missing.body.toString()).toContain("<Code>NoSuchKey</Code>");
    expect(missing.headers["x-cache"]).toBe("Error from cloudfront");
    expect((await ask("/private.txt")).body.toString()).toContain("<Code>AccessDenied</Code>");
  });

  test("the origin access identity may read what others may not", async () => {
    const [origin] = webDistribution().origins;
    if (origin === undefined) throw new Error("no origin");
    running.directory.put(webDistribution({ origins: [{ ...origin, originAccessIdentity: "EOAI" }] }));
    expect((await ask("/private.txt")).body.toString()).toBe("secret");
  });

  test("custom error responses", async () => {
    running.directory.put(
      webDistribution({
        customErrors: [
          { errorCode: 404, responsePagePath: "/errors/404.html", responseCode: 200 },
          { errorCode: 403, responsePagePath: "/errors/none.html", responseCode: 404 },
        ],
      }),
    );
    const page = await ask("/none.html", { "if-none-match": "*" });
    expect({ status: page.status, body: page.body.toString() }).toEqual({ status: 200, body: "sorry" });
    expect((await ask("/private.txt")).status).toBe(403);
  });

  const METHODS = [
    { method: "POST", allowed: ["GET", "HEAD"], status: 403 },
    { method: "OPTIONS", allowed: ["GET", "HEAD"], status: 403 },
    { method: "PUT", allowed: ["GET", "HEAD", "PUT"], status: 405 },
  ];
  test.for(METHODS)("$method where $allowed are allowed is $status", async ({ method, allowed, status }) => {
    running.directory.put(webDistribution({ behaviors: [webBehavior({ allowedMethods: allowed })] }));
    expect((await ask("/index.html", {}, method)).status).toBe(status);
  });

  test("an origin that fails before the first byte is a 502", async () => {
    running.source.put("broken.bin", new Uint8Array(1000));
    running.source.corrupt = () => Readable.from([]);
    const { status } = await ask("/broken.bin");
    running.source.corrupt = undefined;
    expect(status).toBe(502);
  });

  test("an origin that breaks off later breaks the connection, so that nobody takes a part for the whole", async () => {
    running.source.put("broken.bin", new Uint8Array(3_000_000));
    let left = 600_000;
    running.source.corrupt = (bytes) => {
      const part = bytes.subarray(0, left);
      left -= part.length;
      return Readable.from(part.length === 0 ? [] : [part]);
    };
    const { status, isBroken } = await ask("/broken.bin");
    running.source.corrupt = undefined;
    expect({ status, isBroken }).toEqual({ status: 200, isBroken: true });
  });
});

describe("compression", () => {
  beforeEach(() => running.directory.put(webDistribution({ behaviors: [webBehavior({ compress: true })] })));
  const CASES = [
    { accept: "gzip, br", encoding: "br", decode: brotliDecompressSync },
    { accept: "gzip;q=1, br;q=0", encoding: "gzip", decode: gunzipSync },
    { accept: "", encoding: undefined, decode: (body: Buffer) => body },
  ];
  test.for(CASES)("Accept-Encoding $accept gets $encoding", async ({ accept, encoding, decode }) => {
    const { headers, body } = await ask("/app.js", { "accept-encoding": accept });
    expect(headers["content-encoding"]).toBe(encoding);
    expect(decode(body).toString()).toBe("x=1;".repeat(1000));
    expect(headers.etag?.startsWith("W/")).toBe(encoding !== undefined);
  });
  test("what was compressed is kept for as long as the object is the same", async () => {
    const asked = async (): Promise<string> =>
      brotliDecompressSync((await ask("/kept.js", { "accept-encoding": "br" })).body).toString();
    for (const statement of ["y=1;", "y=2;"]) {
      const script = statement.repeat(1000);
      // Not kept by the edge: the origin is asked for the object's tag every time.
      running.source.put("kept.js", script, {
        contentType: "text/javascript",
        headers: { "cache-control": "no-cache" },
      });
      expect([await asked(), await asked()]).toEqual([script, script]);
    }
  });
  test("small and binary objects are sent as they are", async () => {
    for (const path of ["/index.html", "/big.bin"]) {
      expect((await ask(path, { "accept-encoding": "gzip" })).headers["content-encoding"]).toBeUndefined();
    }
  });
});

test("CORS of a response headers policy", async () => {
  const cors = {
    allowOrigins: ["https://*.example.com"],
    allowMethods: ["GET"],
    allowHeaders: ["Range"],
    exposeHeaders: ["ETag"],
    maxAgeSeconds: 60,
    allowCredentials: false,
  };
  running.directory.put(webDistribution({ behaviors: [webBehavior({ cors })] }));
  const origin = "https://www.example.com";
  expect((await ask("/index.html", { origin })).headers).toMatchObject({
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "ETag",
  });
  expect((await ask("/index.html", { origin: "https://evil.com" })).headers).not.toHaveProperty(
    "access-control-allow-origin",
  );
  const preflight = await ask("/index.html", { origin, "access-control-request-method": "GET" }, "OPTIONS");
  expect(preflight).toMatchObject({
    status: 200,
    headers: { "access-control-allow-methods": "GET", "access-control-max-age": "60" },
  });
});

describe("signed URLs and cookies", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const signers = { keyPairs: [{ id: "APKATEST", publicKeyPem }] };
  const FUTURE = 4_000_000_000;

  beforeEach(() => running.directory.put(webDistribution({ behaviors: [webBehavior({ signers })] })));

  function sign(policy: string): string {
    return encodeCloudFrontBase64(createSign("RSA-SHA1").update(policy).sign(privateKey));
  }
  function canned(resource: string, expires = FUTURE): string {
    const policy = `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
    return `Expires=${expires}&Signature=${sign(policy)}&Key-Pair-Id=APKATEST`;
  }

  test("a canned policy opens its URL and no other", async () => {
    const query = canned(`https://${HOST}/index.html`);
    expect((await ask(`/index.html?${query}`)).status).toBe(200);
    expect((await ask(`/_oxbow/at/${HOST}/index.html?${query}`)).status).toBe(200);
    expect((await ask(`/app.js?${query}`)).status).toBe(403);
    expect((await ask(`/index.html?${query.replace("Signature=", "Signature=x")}`)).status).toBe(403);
    expect((await ask(`/index.html?${canned(`https://${HOST}/index.html`, 1_000_000_000)}`)).status).toBe(
      403,
    );
    expect((await ask("/index.html")).body.toString()).toContain("MissingKey");
  });

  test("own parameters are part of the URL", async () => {
    const query = canned(`http://${HOST}/index.html?a=1`);
    expect((await ask(`/index.html?a=1&${query}`)).status).toBe(200);
    expect((await ask(`/index.html?a=2&${query}`)).status).toBe(403);
  });

  test("a custom policy has wildcards, and works in cookies", async () => {
    const policy = `{"Statement":[{"Resource":"http*://${HOST}/docs/*","Condition":{"DateLessThan":{"AWS:EpochTime":${FUTURE}}}}]}`;
    const encoded = encodeCloudFrontBase64(Buffer.from(policy));
    const query = `Policy=${encoded}&Signature=${sign(policy)}&Key-Pair-Id=APKATEST`;
    expect((await ask(`/docs/a%20b.txt?${query}`)).status).toBe(200);
    expect((await ask(`/index.html?${query}`)).status).toBe(403);
    const cookie = `CloudFront-Policy=${encoded}; CloudFront-Signature=${sign(policy)}; CloudFront-Key-Pair-Id=APKATEST`;
    expect((await ask("/docs/a%20b.txt", { cookie })).status).toBe(200);
    expect((await ask("/docs/a%20b.txt", { cookie: cookie.replace("APKATEST", "APKAOTHER") })).status).toBe(
      403,
    );
  });
});

describe("faults", () => {
  const match = { service: "edge", distribution: "EWEB" };
  test("refuse and error", async () => {
    running.edge.setFaults([{ id: "f", match, effect: { kind: "refuse" } }]);
    expect((await ask("/")).status).toBe(503);
    running.edge.setFaults([{ id: "f", match, effect: { kind: "error", code: "502" } }]);
    expect((await ask("/")).status).toBe(502);
  });
  test("truncate", async () => {
    running.edge.setFaults([{ id: "f", match, effect: { kind: "truncate", atByte: 300_000 } }]);
    const { body, isBroken } = await ask("/big.bin");
    expect({ length: body.length, isBroken }).toEqual({ length: 300_000, isBroken: true });
  });
});

test("access logs tell every request, secrets taken out", async () => {
  running.directory.put(webDistribution({ logging: { bucket: "logs", prefix: "web/" } }));
  await ask("/index.html?Signature=s3cret&x=1", { "user-agent": "curl/8 test" });
  await running.edge.flushLogs();
  const log = running.logs.at(-1);
  expect(log?.key).toMatch(/^web\/EWEB\.\d{4}-\d\d-\d\d-\d\d\.[0-9a-f]{8}\.gz$/);
  expect(log?.lines).toHaveLength(3);
  expect(log?.lines[2]).toContain(
    "\tGET\td123.cloudfront.net\t/index.html\t200\t-\tcurl/8%20test\tSignature=-&x=1\t",
  );
});
