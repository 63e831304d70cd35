import { viewerOf } from "../load/load-process.ts";
import { type BenchRow, median } from "../row.ts";
import { announce, type Stage } from "./stage.ts";

const ROUNDS = 5;
const WARM_ROUNDS = 2;
const VIEWERS = 8;
const GIGABYTE = 1e9;
const PROTOCOLS = ["rtmp", "http-flv", "ws-flv"] as const;

/** CPU seconds a GB by the other ways to watch, beside RTMP; and whether all packets came. For orientation. */
export async function otherProtocolRows({ oxbow, load, media }: Stage): Promise<readonly BenchRow[]> {
  announce("unpaced by HTTP-FLV and WS-FLV");
  const costs: Record<string, number[]> = {};
  const lost: Record<string, number> = {};
  for (let round = -WARM_ROUNDS; round < ROUNDS; round++) {
    for (const protocol of PROTOCOLS) {
      const before = oxbow.cpuUs();
      const viewers = Array.from({ length: VIEWERS }, () => viewerOf(oxbow, media.fast.name, { protocol }));
      const tally = await load.ask({ kind: "open", viewers, perSecond: 1000, untilEnd: true });
      await load.ask({ kind: "close" });
      const cost = (oxbow.cpuUs() - before) / 1e6 / (tally.receivedBytes / GIGABYTE);
      if (round >= 0) costs[protocol] = [...(costs[protocol] ?? []), cost];
      lost[protocol] = (lost[protocol] ?? 0) + Math.max(0, VIEWERS * media.fast.packets - tally.packets);
    }
  }
  const [rtmp, http, ws] = PROTOCOLS.map((protocol) => median(costs[protocol] ?? []));
  return [
    {
      what: "unpaced by HTTP-FLV, 5 Mbit/s",
      unit: "CPU s/GB",
      figures: { oxbow: http, rtmp },
      goals: [],
    },
    { what: "unpaced by WS-FLV, 5 Mbit/s", unit: "CPU s/GB", figures: { oxbow: ws, rtmp }, goals: [] },
    {
      what: "unpaced by HTTP-FLV and WS-FLV: packets lost",
      unit: "packets",
      figures: { oxbow: (lost["http-flv"] ?? 0) + (lost["ws-flv"] ?? 0) },
      goals: [{ limit: 0 }],
    },
  ];
}
