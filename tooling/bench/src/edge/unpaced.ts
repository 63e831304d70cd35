import { viewerOf } from "../load/load-process.ts";
import { type BenchRow, median } from "../row.ts";
import { startServer } from "../server-process.ts";
import type { BenchMedia } from "./make-media.ts";
import { announce, type Stage, streamersOf } from "./stage.ts";

const ROUNDS = 9;
/** Not counted: until V8 has compiled what is hot. */
const WARM_ROUNDS = 12;
const VIEWERS = 8;
const GIGABYTE = 1e9;

/** CPU seconds a GB to viewers who take all at once, beside nginx and plain writes; and whether they got all. */
export async function unpacedRows(stage: Stage): Promise<readonly BenchRow[]> {
  const { slow, fast } = stage.media;
  return [...(await costs(stage, "1 Mbit/s", slow, 0.5)), ...(await costs(stage, "5 Mbit/s", fast, 0.8))];
}

async function costs(
  stage: Stage,
  rate: string,
  media: BenchMedia,
  limit: number,
): Promise<readonly BenchRow[]> {
  const what = `unpaced, ${rate}`;
  announce(what);
  const plain = await startServer("plain-tcp.ts", String(media.byteLength));
  const costs: Record<string, number[]> = {};
  const lost: Record<string, number> = {};
  const note = (name: string, cpuUs: number, byteLength: number): void => {
    costs[name] = [...(costs[name] ?? []), cpuUs / 1e6 / (byteLength / GIGABYTE)];
  };
  try {
    for (let round = -WARM_ROUNDS; round < ROUNDS; round++) {
      for (const [name, server] of streamersOf(stage)) {
        const before = server.cpuUs();
        const viewers = Array.from({ length: VIEWERS }, () => viewerOf(server, media.name));
        const { packets, receivedBytes } = await stage.load.ask({
          kind: "open",
          viewers,
          perSecond: 1000,
          untilEnd: true,
        });
        await stage.load.ask({ kind: "close" });
        lost[name] = (lost[name] ?? 0) + Math.max(0, VIEWERS * media.packets - packets);
        if (round >= 0) note(name, server.cpuUs() - before, receivedBytes);
      }
      const before = plain.cpuUs();
      const { receivedBytes } = await stage.load.ask({
        kind: "drain",
        port: Number(plain.ready.port),
        connections: VIEWERS,
      });
      if (round >= 0) note("plain", plain.cpuUs() - before, receivedBytes);
    }
  } finally {
    await plain.stop();
  }
  const of = (name: string): number | undefined => {
    const values = costs[name];
    return values === undefined ? undefined : median(values);
  };
  return [
    {
      what,
      unit: "CPU s/GB",
      figures: { oxbow: of("oxbow"), nginx: of("nginx"), plain: of("plain") },
      goals: [
        { peer: "nginx", limit },
        { peer: "plain", limit: 1.5 },
      ],
    },
    {
      what: `${what}: packets lost`,
      unit: "packets",
      figures: { oxbow: lost.oxbow, nginx: lost.nginx },
      goals: [{ limit: 0 }],
    },
  ];
}
