import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { join } from "node:path";
import { diffPackets, probePackets, runOrFail, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { webBehavior, webDistribution } from "./testing/memory-directory.ts";
import { type RunningEdge, startEdge } from "./testing/running-edge.ts";

let running: RunningEdge;
let cert: string;

beforeAll(async () => {
  const plain = await startEdge();
  const [keyFile, certFile] = [join(plain.folder, "key.pem"), join(plain.folder, "cert.pem")];
  await runOrFail("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...[
      "-subj",
      "/CN=localhost",
      "-addext",
      "subjectAltName=DNS:localhost",
      "-keyout",
      keyFile,
      "-out",
      certFile,
    ],
  ]);
  cert = await readFile(certFile, "utf8");
  const key = await readFile(keyFile, "utf8");
  await plain.close();
  running = await startEdge({}, { cert, key });
});
afterAll(() => running.close());

test("RTMPS and HTTPS share a port", async () => {
  const url = `rtmps://127.0.0.1:${running.addresses.tlsPort}/cfx/st/videos/clock`;
  const out = join(running.folder, "rtmps.flv");
  await runOrFail("ffmpeg", ["-v", "error", "-y", "-rtmp_buffer", "600000", "-i", url, "-c", "copy", out]);
  expect(diffPackets(await probePackets(sampleFile("videos/clock.flv")), await probePackets(out))).toEqual(
    [],
  );
  expect((await ask("/crossdomain.xml", "s123.cloudfront.net")).status).toBe(200);
});

test("a behaviour that wants HTTPS gets it", async () => {
  running.source.put("index.html", "secure");
  const behaviors = [webBehavior({ viewerProtocolPolicy: "redirect-to-https" })];
  running.directory.put(webDistribution({ behaviors }));
  expect(await ask("/", "d123.cloudfront.net")).toEqual({ status: 200, body: "secure" });
  const plain = await fetch(`${running.http}/_oxbow/at/d123.cloudfront.net/a?b=1`, { redirect: "manual" });
  expect(plain.status).toBe(301);
  expect(plain.headers.get("location")).toBe("https://d123.cloudfront.net/a?b=1");
});

function ask(path: string, host: string): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const options = {
    host: "127.0.0.1",
    port: running.addresses.tlsPort,
    path,
    ca: cert,
    servername: "localhost",
  };
  request({ ...options, headers: { host }, agent: false }, async (response) => {
    const pieces: Buffer[] = [];
    for await (const piece of response) pieces.push(piece as Buffer);
    resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString() });
  })
    .on("error", reject)
    .end();
  return promise;
}
