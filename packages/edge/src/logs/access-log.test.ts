import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { SILENT_LOGGER } from "../logger.ts";
import { ManualClock } from "../testing/manual-clock.ts";
import { streamingDistribution } from "../testing/memory-directory.ts";
import { AccessLog } from "./access-log.ts";
import { RTMP_LOG_FIELDS, type RtmpRecord, rtmpLogLine } from "./rtmp-record.ts";
import { WEB_LOG_FIELDS, webLogLine } from "./web-record.ts";

const LOGGING = streamingDistribution({ logging: { bucket: "logs", prefix: "rtmp" } });

function setUp(deliverError?: Error) {
  const clock = new ManualClock();
  const files: { bucket: string; key: string; text: string }[] = [];
  let warnings = 0;
  let ids = 0;
  const log = new AccessLog({
    clock,
    intervalMs: 60_000,
    logger: { ...SILENT_LOGGER, warn: () => (warnings += 1) },
    uniqueId: () => `id${ids++}`,
    sink: {
      deliver: async (bucket, key, gzip) => {
        if (deliverError !== undefined) throw deliverError;
        files.push({ bucket, key, text: gunzipSync(gzip).toString() });
      },
    },
  });
  return { clock, log, files, warnings: () => warnings };
}

test("delivers one file a distribution and hour", async () => {
  const { clock, log, files } = setUp();
  log.add(LOGGING, "a b", "1\t2");
  log.add(LOGGING, "a b", "3\t4");
  clock.advance(60_000);
  log.add(LOGGING, "a b", "5\t6");
  clock.advance(3_600_000);
  log.add({ ...LOGGING, logging: { bucket: "logs", prefix: "" } }, "a b", "7\t8");
  await log.flush();
  // They are compressed side by side: whichever is done first arrives first.
  const idOf = ({ key }: { readonly key: string }): string => key.slice(key.indexOf(".id"));
  expect(files.toSorted((a, b) => idOf(a).localeCompare(idOf(b)))).toEqual([
    {
      bucket: "logs",
      key: "rtmp/ESTREAM.2020-05-31-12.id0.gz",
      text: "#Version: 1.0\n#Fields: a b\n1\t2\n3\t4\n",
    },
    {
      bucket: "logs",
      key: "rtmp/ESTREAM.2020-05-31-12.id1.gz",
      text: "#Version: 1.0\n#Fields: a b\n5\t6\n",
    },
    { bucket: "logs", key: "ESTREAM.2020-05-31-13.id2.gz", text: "#Version: 1.0\n#Fields: a b\n7\t8\n" },
  ]);
  expect(clock.pending).toBe(0);
});

test("a distribution that does not log costs nothing", async () => {
  const { clock, log, files } = setUp();
  log.add(streamingDistribution(), "a", "1");
  await log.flush();
  expect(files).toEqual([]);
  expect(clock.pending).toBe(0);
});

test("a sink that fails is a warning", async () => {
  const { log, warnings } = setUp(new Error("AccessDenied"));
  log.add(LOGGING, "a", "1");
  await log.flush();
  expect(warnings()).toBe(1);
});

const CONNECT: RtmpRecord = {
  at: new Date("2020-05-31T01:02:03.456Z"),
  event: "connect",
  clientIp: "192.0.2.1",
  bytesSent: 3413,
  clientId: "0".repeat(32),
  tcUrl: "rtmp://s123.cloudfront.net/cfx/st?a=b&Signature=s3cret",
  swfUrl: "http://d123.cloudfront.net/player.swf",
  pageUrl: undefined,
  flashVer: "LNX 10,0,32,18",
  stream: undefined,
};

test("writes the records of a connection", () => {
  expect(rtmpLogLine(CONNECT)).toBe(
    `2020-05-31\t01:02:03\tOXB50\t192.0.2.1\tconnect\t3413\tOK\t${"0".repeat(32)}\trtmp://s123.cloudfront.net/cfx/st\t` +
      "a=b&Signature=-\thttp://d123.cloudfront.net/player.swf\t-\tLNX%2010,0,32,18\t-\t-\t-\t-",
  );
  const play = rtmpLogLine({
    ...CONNECT,
    event: "play",
    stream: {
      name: "videos/a%3FSignature%3Ds3cret",
      query: "p=1&Policy=s3cret",
      extension: "flv",
      number: 1,
    },
  });
  expect(play.split("\t").slice(-4)).toEqual(["videos/a%253FSignature%253D-", "p=1&Policy=-", "flv", "1"]);
  expect(play.split("\t")).toHaveLength(RTMP_LOG_FIELDS.split(" ").length);
});

test("writes a request's record with as many values as fields", () => {
  const line = webLogLine({
    at: CONNECT.at,
    clientIp: "192.0.2.1",
    clientPort: 5000,
    method: "GET",
    domainName: "d123.cloudfront.net",
    host: "www.example.com",
    path: "/a b.html%3FPolicy%3Ds3cret",
    query: "x=1&Signature=s3cret",
    status: 206,
    referer: "http://x/?Policy=s3cret",
    userAgent: "curl/8",
    forwardedFor: undefined,
    result: "Hit",
    requestId: "req",
    isSecure: false,
    httpVersion: "1.1",
    bytesReceived: 100,
    bytesSent: 200,
    firstByteMs: 1,
    takenMs: 1500,
    contentType: "text/html",
    contentLength: "100",
    range: { first: 0, last: 99 },
  });
  expect(line.split("\t")).toHaveLength(WEB_LOG_FIELDS.split(" ").length);
  expect(line).not.toContain("s3cret");
  expect(line).toContain(
    "\t/a%20b.html%253FPolicy%253D-\t206\thttp://x/?Policy=-\tcurl/8\tx=1&Signature=-\t",
  );
  expect(line).toContain("\t1.500\t");
});
