/**
 * How long and how large the index of an hour is, and how fast its packets are written:
 *
 *     node --expose-gc packages/media/src/mp4/open-mp4.bench.ts
 *
 * Source of the goals: 100 ms of CPU, 16 MB, four ranges, the moov box and 1 MB more; 500,000 packets a CPU second.
 */
import { openMedia } from "../open-media.ts";
import { type ByteRange, PAUSE, type Pull } from "../pull.ts";
import { buildMovie } from "./mp4-builder.cases.ts";

const SECONDS = 3600;
const FRAMES = SECONDS * 30;
const SOUNDS = Math.round((SECONDS * 44_100) / 1024);

const { head, mediaBytes } = buildMovie([
  {
    kind: "video",
    timescale: 30_000,
    durationTicks: 1000,
    sizes: Array.from({ length: FRAMES }, (_, row) =>
      row % 60 === 0 ? 30_000 : 3000 + ((row * 7919) % 900),
    ),
    compositions: Array.from({ length: FRAMES }, (_, row) => [0, 3000, 1000, 2000][row % 4] ?? 0),
    keys: Array.from({ length: FRAMES / 60 }, (_, index) => index * 60),
    edits: [{ durationMovieTicks: SECONDS * 1000, mediaTicks: 2000 }],
  },
  {
    kind: "audio",
    timescale: 44_100,
    durationTicks: 1024,
    sizes: Array.from({ length: SOUNDS }, (_, row) => 150 + ((row * 104_729) % 40)),
  },
]);
const fileLength = head.length + mediaBytes;

let ranges = 0;
let bytesRead = 0;
/** The media are zeros that take no room. */
function run<Result>(reader: Pull<Result>): Result {
  let step = reader.next();
  while (step.done !== true) {
    const { start, end }: ByteRange = step.value;
    if (step.value === PAUSE) {
      step = reader.next(new Uint8Array(0));
      continue;
    }
    ranges += 1;
    bytesRead += end - start;
    const bytes = new Uint8Array(end - start);
    if (start < head.length) bytes.set(head.subarray(start, Math.min(end, head.length)));
    step = reader.next(bytes);
  }
  return step.value;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

globalThis.gc?.();
const memory = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
const memoryBefore = memory();
const startMs = cpuMs();
const file = run(openMedia(fileLength));
const openedMs = cpuMs() - startMs;
const opened = { ranges, bytesRead };
globalThis.gc?.();
const indexBytes = memory() - memoryBefore;

const readStartMs = cpuMs();
let packets = 0;
let writtenBytes = 0;
for (let ref = run(file.locate(0)), segment = run(file.read(ref)); ; segment = run(file.read(ref))) {
  packets += segment.packets.count;
  writtenBytes += segment.tags.length;
  if (segment.next === undefined) break;
  ref = segment.next;
}
const readMs = cpuMs() - readStartMs;
const table = {
  "moov MB": head.length / 1e6,
  "file MB": fileLength / 1e6,
  "open, CPU ms": openedMs,
  "open, ranges": opened.ranges,
  "open, MB beyond moov": (opened.bytesRead - head.length) / 1e6,
  "index MB": indexBytes / 1e6,
  packets,
  "packets a CPU second": (packets / readMs) * 1000,
  "GB a CPU second": writtenBytes / readMs / 1e6,
};
process.stdout.write(`${JSON.stringify(table, undefined, 2)}\n`);
