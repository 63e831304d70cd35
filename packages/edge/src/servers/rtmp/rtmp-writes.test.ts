import { Socket } from "node:net";
import { encodeFlvTag, flvHeader, onMetaDataPacket } from "@oxbow/media/flv";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { RawViewer, rawCommand, SIMPLE_HANDSHAKE } from "../../testing/raw-viewer.ts";
import { type RunningEdge, startEdge } from "../../testing/running-edge.ts";
import { ScriptedClient } from "../../testing/scripted-client.ts";

const VIDEO = 9;
const FRAME_BYTES = 30_000;
const FRAMES = 400;
/** More than any file is long. */
const ALL_MS = 600_000;

let running: RunningEdge;
let port = 0;
/** By the port of the client. */
const writes = new Map<number, number[]>();
const sockets: Socket[] = [];

function writesTo(clientPort = 0): number[] {
  const known = writes.get(clientPort) ?? [];
  writes.set(clientPort, known);
  return known;
}

/** Notes the bytes of everything the edge's sockets hand to the system at once. */
function watchWrites(): () => void {
  const { _write: write, _writev: writev } = Socket.prototype;
  const note = (socket: Socket, pieces: readonly unknown[]): void => {
    if (socket.localPort !== port) return;
    const byteLength = pieces.reduce<number>((sum, piece) => sum + (piece as Uint8Array).length, 0);
    writesTo(socket.remotePort).push(byteLength);
  };
  Socket.prototype._write = function (this: Socket, chunk, encoding, callback) {
    note(this, [chunk]);
    write.call(this, chunk, encoding, callback);
  };
  Socket.prototype._writev = function (this: Socket, chunks, callback) {
    note(
      this,
      chunks.map(({ chunk }) => chunk),
    );
    writev?.call(this, chunks, callback);
  };
  return () => Object.assign(Socket.prototype, { _write: write, _writev: writev });
}

/** Plays the sample to its end, so that all of it is in memory. */
async function warm(): Promise<ScriptedClient> {
  const client = new ScriptedClient({ port });
  sockets.push(client.socket);
  const msid = await client.open();
  client.do((session) => {
    session.setBufferLength(msid, ALL_MS);
    session.play(msid, "videos/clock");
  });
  await client.status("NetStream.Play.Stop");
  return client;
}

/** 12 MB of pictures, no two alike, more than sockets hold; a key picture every second. */
function largeFlv(): Uint8Array {
  const metadata = { duration: FRAMES / 25, videocodecid: 2 };
  const tags = Array.from({ length: FRAMES }, (_, index) => {
    const body = new Uint8Array(FRAME_BYTES).fill(index);
    // Sorenson H.263: frame type in the upper half, codec in the lower (Video File Format 10.1 E.4.3.1).
    body[0] = index % 25 === 0 ? 0x12 : 0x22;
    new DataView(body.buffer).setUint32(1, index);
    return encodeFlvTag({ kind: VIDEO, dtsMs: 40 * index, body });
  });
  const head = encodeFlvTag(onMetaDataPacket(metadata));
  return Buffer.concat([flvHeader({ audio: false, video: true }), head, ...tags]);
}

let unwatch: () => void = () => undefined;
beforeAll(async () => {
  running = await startEdge();
  port = running.addresses.rtmpPorts[0] ?? 0;
  running.source.put("large.flv", largeFlv());
  unwatch = watchWrites();
});
afterAll(async () => {
  unwatch();
  await running.close();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

describe("one write answers", () => {
  async function raw(): Promise<RawViewer> {
    const viewer = new RawViewer(port);
    sockets.push(viewer.socket);
    await viewer.connected();
    return viewer;
  }

  async function answers(viewer: RawViewer, request: Uint8Array, word: string): Promise<number> {
    const before = writesTo(viewer.socket.localPort).length;
    viewer.socket.write(request);
    await expect.poll(() => viewer.heard.includes(word)).toBe(true);
    return writesTo(viewer.socket.localPort).length - before;
  }

  test("the handshake, a connect, a createStream, a play with its first pictures", async () => {
    const viewer = await raw();
    // S0, S1, S2, then window acknowledgement size and peer bandwidth, before anything was asked for.
    viewer.socket.write(SIMPLE_HANDSHAKE);
    await expect.poll(() => viewer.heard.length).toBe(1 + 2 * 1536 + 16 + 17);
    expect(writesTo(viewer.socket.localPort)).toHaveLength(1);
    expect([viewer.heard.charCodeAt(3073 + 7), viewer.heard.charCodeAt(3073 + 16 + 7)]).toEqual([5, 6]);

    const tcUrl = "rtmp://s123.cloudfront.net/cfx/st";
    const connect = rawCommand(0, "connect", 1, { app: "cfx/st", tcUrl });
    expect(await answers(viewer, connect, "FMS/3,5")).toBe(1);
    expect(await answers(viewer, rawCommand(0, "createStream", 2, null), "_result\0@\0")).toBe(1);
    await warm();
    const play = rawCommand(1, "play", 3, null, "videos/clock", -2000, -1000, true);
    expect(await answers(viewer, play, "NetStream.Data.Start")).toBe(1);
    // Two segments of the sample, of about 17 KB each, are due at once.
    await expect.poll(() => viewer.heard.length).toBeGreaterThan(30_000);
    expect(writesTo(viewer.socket.localPort)).toHaveLength(4);
  });
});

test("unpaced media leave at least 64 KB at a time, but for the last", async () => {
  const client = await warm();
  const before = writesTo(client.socket.localPort).length;
  client.do((session) => session.play(1, "videos/clock"));
  await client.status("NetStream.Play.Stop", client.events.length);
  // What was said of the buffer's length may still have been answered.
  const media = writesTo(client.socket.localPort)
    .slice(before)
    .filter((byteLength) => byteLength > 100);
  expect(media.slice(0, -1).every((byteLength) => byteLength >= 65_536)).toBe(true);
  expect(media.length).toBeLessThanOrEqual(3);
});

describe("a slow reader gets every picture", () => {
  const expected = Array.from({ length: FRAMES }, (_, index) => [40 * index, index]);

  async function open(): Promise<{ client: ScriptedClient; msid: number }> {
    const client = new ScriptedClient({ port });
    sockets.push(client.socket);
    return { client, msid: await client.open() };
  }

  function play({ client, msid }: { client: ScriptedClient; msid: number }): void {
    client.do((session) => {
      session.setBufferLength(msid, ALL_MS);
      session.play(msid, "large");
    });
  }

  function pictures({ events }: ScriptedClient): readonly (readonly [number, number])[] {
    return events.flatMap((event) => {
      if (event.kind !== "packet") return [];
      const { body, timestampMs } = event;
      const index = new DataView(body.buffer, body.byteOffset).getUint32(1);
      const isWhole = body.length === FRAME_BYTES && body.subarray(5).every((byte) => byte === (index & 255));
      return [[timestampMs, isWhole ? index : -1] as const];
    });
  }

  async function stalls(): Promise<number> {
    const line = (await running.edge.metrics())
      .split("\n")
      .find((text) => /^oxbow_edge_stalls_total\{/.test(text));
    return Number(line?.split(" ").at(-1) ?? 0);
  }

  test.for([1, 3, 10])("who rests for %d turns after each read", async (turns) => {
    const viewer = await open();
    const { socket } = viewer.client;
    socket.on("data", () => {
      socket.pause();
      let left = turns;
      const rest = (): void => {
        left -= 1;
        if (left === 0) socket.resume();
        else setImmediate(rest);
      };
      setImmediate(rest);
    });
    play(viewer);
    await viewer.client.status("NetStream.Play.Stop");
    expect(pictures(viewer.client)).toEqual(expected);
  });

  test("who stops reading until the edge has to wait for him, and pauses meanwhile", async () => {
    const viewer = await open();
    const { client, msid } = viewer;
    const before = await stalls();
    play(viewer);
    await client.status("NetStream.Play.Start");
    client.socket.pause();
    await expect.poll(stalls).toBeGreaterThan(before);
    client.do((session) => session.pause(msid, true, 0));
    client.socket.resume();
    await client.status("NetStream.Pause.Notify");
    const received = pictures(client);
    expect(received.length).toBeLessThan(FRAMES);
    client.do((session) => session.pause(msid, false, received.at(-1)?.[0] ?? 0));
    await client.status("NetStream.Play.Stop");
    expect(pictures(client)).toEqual(expected);
  });

  test("whose clock begins in the middle of the file", async () => {
    const viewer = await open();
    const { client, msid } = viewer;
    const before = await stalls();
    client.do((session) => {
      session.setBufferLength(msid, ALL_MS);
      session.play(msid, "large", { startMs: 2000 });
    });
    await client.status("NetStream.Play.Start");
    client.socket.pause();
    await expect.poll(stalls).toBeGreaterThan(before);
    client.socket.resume();
    await client.status("NetStream.Play.Stop");
    const received = pictures(client);
    const first = received[0]?.[1] ?? 0;
    expect(first).toBe(50);
    expect(received).toEqual(expected.slice(first).map(([ms = 0, index = 0]) => [ms - 40 * first, index]));
  });
});
