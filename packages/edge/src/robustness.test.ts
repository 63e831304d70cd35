/**
 * What a hostile or broken client may do to an edge, over sockets: it is closed or answered within a bound, costs
 * nobody else anything, and a good viewer plays afterwards. The edge runs in a process of its own, and no turn of its
 * event loop may work for longer than 50 ms.
 *
 * The same and finer cases without sockets: `@oxbow/rtmp` (`session/robustness`, `session/fuzz`, `chunk/chunk-reader`:
 * memory of half messages; `handshake/handshake`: keys 0, 1 and p - 1 of RTMPE; `session/unwrap-counter`: wraps of timestamps
 * and acknowledgements; `tunnel/rtmpt`) and `@oxbow/media` (`hostile-media`, `amf`).
 */

import { setImmediate as turn } from "node:timers/promises";
import { encodeAmf0 } from "@oxbow/media/amf";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ATTACKS, CONNECT, CREATE_STREAM, HOSTILE_OBJECT, repeated } from "./robustness.cases.ts";
import { EdgeProcess } from "./testing/edge-process.ts";
import { RawViewer, rawCommand, rawUserControl, SIMPLE_HANDSHAKE } from "./testing/raw-viewer.ts";
import { ScriptedClient } from "./testing/scripted-client.ts";

/** The bound of everything here that needs no deadline of the edge's: a hang fails, a busy machine does not. */
const PROMPTLY_MS = 10_000;
/** The longest that others may wait for one client's doing, in processor time. */
const TURN_BOUND_MS = 50;

let edge: EdgeProcess;
let port: number;
const sockets: RawViewer[] = [];

beforeAll(async () => {
  edge = new EdgeProcess();
  port = await edge.ask("port");
  const clip = await edge.ask("object", "videos/clock.flv");
  // More than the kernel's buffers hold.
  const rest = Array.from({ length: 100 }, () => clip.subarray(13));
  await edge.ask("put", "long.flv", Buffer.concat([clip, ...rest]));
  await watchAsAGoodViewer();
  // What loading and the first calls took is not to be judged.
  await edge.ask("longestTurnMs");
});
afterEach(async () => {
  for (const { socket } of sockets.splice(0)) socket.destroy();
  await until(
    async () => (await edge.ask("sessions")).length === 0,
    () => "end of the sessions",
  );
  await watchAsAGoodViewer();
  expect(await edge.ask("longestTurnMs"), "longest turn of the event loop").toBeLessThan(TURN_BOUND_MS);
});
afterAll(async () => {
  expect((await edge.ask("warnings")).filter((line) => line.includes("connection failed"))).toEqual([]);
  await edge.close();
});

async function watchAsAGoodViewer(): Promise<void> {
  const viewer = new ScriptedClient({ port });
  const msid = await viewer.open();
  viewer.do((session) => session.play(msid, "videos/clock"));
  await viewer.status("NetStream.Play.Start");
  await viewer.until("packet");
  viewer.socket.destroy();
}

async function dial(): Promise<RawViewer> {
  const viewer = new RawViewer(port);
  sockets.push(viewer);
  await viewer.connected();
  return viewer;
}

async function refusals(reason: string): Promise<number> {
  const text = await edge.ask("metrics");
  return Number(new RegExp(`oxbow_edge_refused_total\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

/** Waits until it is so. */
async function until(isSo: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  const deadline = performance.now() + PROMPTLY_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`in ${PROMPTLY_MS} ms there was no ${what()}`);
    await turn();
  }
}

/** Lets seconds pass until it is so. @returns how many passed */
async function passSeconds(
  isSo: () => boolean | Promise<boolean>,
  each: () => void = () => undefined,
): Promise<number> {
  const deadline = performance.now() + PROMPTLY_MS;
  for (let seconds = 0; ; seconds++) {
    await turn();
    if (await isSo()) return seconds;
    if (performance.now() > deadline) throw new Error("however much time passed, it was not so");
    await edge.ask("advance", 1000);
    each();
  }
}

test.for(ATTACKS)("$name", async ({ sends, isOpening, gets }) => {
  const before = typeof gets === "string" ? await refusals(gets) : 0;
  const viewer = await dial();
  viewer.socket.write(Buffer.concat(isOpening === true ? sends : [SIMPLE_HANDSHAKE, ...sends]));
  if (gets === "handshake-timeout") await passSeconds(() => viewer.isClosed);
  else if (gets === "protocol")
    await until(
      () => viewer.isClosed,
      () => `end; heard ${viewer.heard.slice(3073)}`,
    );
  else
    await until(
      () => gets.some((text) => viewer.heard.includes(text)),
      () => `${gets}; heard ${viewer.heard.slice(3073)}`,
    );
  if (typeof gets === "string") expect(await refusals(gets)).toBe(before + 1);
});

test("a C1 of a byte a second is given up with the handshake's deadline", async () => {
  const viewer = await dial();
  viewer.socket.write(Buffer.of(3));
  const seconds = await passSeconds(
    () => viewer.isClosed,
    () => viewer.socket.write(Buffer.of(0)),
  );
  expect(seconds).toBeGreaterThanOrEqual(10);
});

/** Each fills the kernel's buffers. */
const STALLED_READERS = process.env.OXBOW_SOAK === undefined ? 40 : 200;

test("readers that stop are waited for in little memory, and then cut off", async () => {
  const before = await edge.ask("bufferBytes");
  const cutBefore = await refusals("stall-timeout");
  const play = Buffer.concat([
    SIMPLE_HANDSHAKE,
    CONNECT,
    CREATE_STREAM,
    rawUserControl(3, 1, 3_600_000),
    rawCommand(1, "play", 0, null, "long"),
  ]);
  for (let count = 0; count < STALLED_READERS; count++) {
    const { socket } = await dial();
    socket.pause();
    socket.write(play);
  }
  await until(
    async () =>
      (await edge.ask("sessions")).filter(({ bytesSent }) => bytesSent > 0).length === STALLED_READERS,
    () => `play of ${STALLED_READERS} viewers`,
  );
  // The origin's and the segments' caches hold the title twice; what is sent is shared by all.
  expect((await edge.ask("bufferBytes")) - before).toBeLessThan(100 << 20);
  await passSeconds(async () => (await edge.ask("sessions")).length === 0);
  expect((await refusals("stall-timeout")) - cutBefore).toBe(STALLED_READERS);
});

test("a tunnel asked for wrongly refuses, and answers a repeated request again", async () => {
  const post = (path: string, bytes: Uint8Array<ArrayBuffer> = Buffer.of(0)): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/${path}`, { method: "POST", body: bytes });
  const id = (await (await post("open/1")).text()).trim();
  expect((await post("send/nobody/1")).status).toBe(404);
  expect((await post(`send/${id}/0`, Buffer.alloc(2 << 20))).status).toBe(413);
  const answers = [];
  for (let times = 0; times < 3; times++) {
    const response = await post(`send/${id}/0`, Buffer.from(SIMPLE_HANDSHAKE));
    answers.push(Buffer.from(await response.arrayBuffer()).toString("latin1"));
  }
  expect(answers[0]?.length).toBeGreaterThan(3000);
  expect(new Set(answers).size).toBe(1);
  expect((await post(`send/${id}/7`)).status).toBe(400);
  expect((await post(`close/${id}/1`)).status).toBe(200);
  expect((await post(`idle/${id}/2`)).status).toBe(404);
});

describe("media that lie", () => {
  /** The file with four bytes behind a box's name changed. */
  const changed = async (boxName: string, offset: number, value: number): Promise<Buffer> => {
    const bytes = Buffer.from(await edge.ask("object", "videos/clock.mp4"));
    bytes.writeUInt32BE(value, bytes.indexOf(boxName, 0, "latin1") + 4 + offset);
    return bytes;
  };
  const flv = (typeId: number, byteLength: number, body: Uint8Array): Buffer => {
    const tag = Buffer.alloc(11);
    tag[0] = typeId;
    tag.writeUIntBE(byteLength, 1, 3);
    return Buffer.concat([Buffer.of(0x46, 0x4c, 0x56, 1, 5, 0, 0, 0, 9, 0, 0, 0, 0), tag, body]);
  };
  /** What is whole of the file plays; a file without any is refused. */
  const MEDIA: readonly {
    readonly name: string;
    readonly bytes: () => Buffer | Promise<Buffer>;
    readonly gets?: string;
  }[] = [
    { name: "stsz of 10^9 samples.mp4", bytes: () => changed("stsz", 8, 1e9) },
    { name: "stsz of samples of 4 GB.mp4", bytes: () => changed("stsz", 4, 0xffffffff), gets: "Start" },
    { name: "chunks beyond the end.mp4", bytes: () => changed("stco", 8, 0xfffffff0), gets: "Start" },
    { name: "a moov of one byte.mp4", bytes: () => changed("moov", -8, 1) },
    { name: "a trak of no bytes.mp4", bytes: () => changed("trak", -8, 7) },
    { name: "a tag beyond the end.flv", bytes: () => flv(9, 0xffffff, Buffer.of(0x17, 1, 0, 0, 0)) },
    {
      name: "metadata without end.flv",
      // Passed on as it is: nothing of it was decoded.
      gets: "Start",
      bytes: () => {
        const bomb = Buffer.concat([encodeAmf0(["onMetaData"]), repeated(HOSTILE_OBJECT, 100_000)]);
        return flv(18, bomb.length, Buffer.concat([bomb, Buffer.alloc(4)]));
      },
    },
  ];
  test.for(MEDIA)("$name", async ({ name, bytes, gets = "FileStructureInvalid" }) => {
    await edge.ask("put", name, await bytes());
    const viewer = await dial();
    const play = rawCommand(1, "play", 0, null, `${name.endsWith("mp4") ? "mp4" : "flv"}:${name}`);
    viewer.socket.write(Buffer.concat([SIMPLE_HANDSHAKE, CONNECT, CREATE_STREAM, play]));
    const answer = `NetStream.Play.${gets}`;
    await until(
      () => viewer.heard.includes(answer),
      () => `${answer}; heard ${viewer.heard.slice(3073)}`,
    );
  });
});

describe("an origin", () => {
  const play = (name: string): Buffer =>
    Buffer.concat([SIMPLE_HANDSHAKE, CONNECT, CREATE_STREAM, rawCommand(1, "play", 0, null, name)]);

  test("that answers 403 or 404", async () => {
    await edge.ask("put", "private.flv", Buffer.of(0), "EOTHER");
    for (const name of ["private", "none"]) {
      const viewer = await dial();
      viewer.socket.write(play(name));
      await until(
        () => viewer.heard.includes("NetStream.Play.StreamNotFound"),
        () => `answer for ${name}`,
      );
    }
  });

  test("that never answers", async () => {
    await edge.ask("put", "slow.flv", await edge.ask("object", "videos/clock.flv"));
    await edge.ask("holdOrigin");
    const viewer = await dial();
    viewer.socket.write(play("slow"));
    const seconds = await passSeconds(() => /NetStream\.(Play\.)?Failed/.test(viewer.heard));
    expect(seconds).toBeLessThanOrEqual(60);
    await edge.ask("releaseOrigin");
  });

  test.for([
    { how: "short", what: "ends its bodies early" },
    { how: "gone", what: "answers 416" },
  ] as const)("that $what", async ({ how }) => {
    // Enough that a viewer begins, and what follows has to be asked for.
    const clip = Buffer.from(await edge.ask("object", "long.flv")).subarray(0, 6 << 20);
    for (const begins of [false, true]) {
      const name = `${how}-${begins}`;
      await edge.ask("put", `${name}.flv`, Buffer.concat([clip, Buffer.from(name)]));
      const viewer = await dial();
      if (!begins) await edge.ask("breakOrigin", how);
      viewer.socket.write(play(name));
      if (begins) {
        await until(
          () => viewer.heard.includes("NetStream.Play.Start"),
          () => "start",
        );
        await edge.ask("breakOrigin", how);
        viewer.socket.write(rawUserControl(3, 1, 3_600_000));
      }
      await until(
        () => /NetStream\.(Play\.)?(Failed|FileStructureInvalid)/.test(viewer.heard),
        () => `answer for ${name}; heard ${viewer.heard.slice(3073, 4500)}`,
      );
      await edge.ask("breakOrigin", "sound");
    }
  });

  test("whose object is replaced while it plays", async () => {
    const clip = Buffer.from(await edge.ask("object", "long.flv")).subarray(0, 6 << 20);
    await edge.ask("put", "replaced.flv", clip);
    const viewer = await dial();
    viewer.socket.write(play("replaced"));
    await until(
      () => viewer.heard.includes("NetStream.Play.Start"),
      () => "start",
    );
    await edge.ask("put", "replaced.flv", Buffer.concat([clip, Buffer.of(0)]));
    viewer.socket.write(rawUserControl(3, 1, 3_600_000));
    await until(
      () => viewer.heard.includes("NetStream.Play.Failed"),
      () => "end of the version that is gone",
    );
    // Who asks now gets the new one.
    const next = await dial();
    next.socket.write(play("replaced"));
    await until(
      () => next.heard.includes("NetStream.Play.Start"),
      () => "new version",
    );
  });
});
