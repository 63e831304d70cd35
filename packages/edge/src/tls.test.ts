import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { connect as connectPlainly } from "node:net";
import { join } from "node:path";
import { connect } from "node:tls";
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
  const whole = await probePackets(sampleFile("videos/clock.flv"));
  await runOrFail("ffmpeg", ["-v", "error", "-y", "-rtmp_buffer", "600000", "-i", url, "-c", "copy", out]);
  expect(diffPackets(whole, await probePackets(out))).toEqual([]);
  await runOrFail("rtmpdump", ["-q", "-r", url, "-a", "cfx/st", "-y", "videos/clock", "-o", out]);
  expect(diffPackets(whole, await probePackets(out))).toEqual([]);
  expect((await ask("/crossdomain.xml", "s123.cloudfront.net")).status).toBe(200);
});

test.for([
  { names: ["http/1.1"], version: "TLSv1.3" },
  { names: [], version: "TLSv1.2" },
])("who asks for $names by name gets $version", async ({ names, version }) => {
  const { tlsPort = 0 } = running.addresses;
  const socket = connect({ port: tlsPort, ca: cert, servername: "localhost", ALPNProtocols: [...names] });
  await once(socket, "secureConnect");
  expect(socket.getProtocol()).toBe(version);
  socket.destroy();
});

test("what is no TLS behind the first byte of TLS is closed and counted", async () => {
  const { tlsPort = 0 } = running.addresses;
  const socket = connectPlainly(tlsPort, "127.0.0.1").resume();
  socket.write(Buffer.alloc(64, 0x16));
  await once(socket, "close");
  expect(await running.edge.metrics()).toContain('oxbow_edge_refused_total{reason="protocol"} 1');
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
