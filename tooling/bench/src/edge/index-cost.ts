/** Reads the index of a media file once, in a process that has done nothing before, and prints what that took. */
import { open, stat } from "node:fs/promises";
import { openMedia, pullWith } from "@oxbow/media";

const path = process.argv[2] ?? "";
const { size } = await stat(path);
const file = await open(path);
const load = async ({
  start,
  end,
}: {
  readonly start: number;
  readonly end: number;
}): Promise<Uint8Array> => {
  const bytes = new Uint8Array(Math.min(end, size) - start);
  await file.read(bytes, 0, bytes.length, start);
  return bytes;
};

globalThis.gc?.();
const memoryBefore = memory();
const cpuBefore = process.cpuUsage();
const media = await pullWith(load, openMedia(size, path));
const { user, system } = process.cpuUsage(cpuBefore);
globalThis.gc?.();
const memoryMb = (memory() - memoryBefore) / 2 ** 20;
process.stdout.write(
  JSON.stringify({ cpuMs: (user + system) / 1000, memoryMb, durationMs: media.durationMs }),
);
await file.close();

function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
