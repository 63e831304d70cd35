import { median } from "./row.ts";
import type { ServerProcess } from "./server-process.ts";

/** Someone who is measured, and how one request is made to them. */
export interface Contestant {
  readonly server: ServerProcess;
  /** @param index counts up over the whole run: for fresh keys and names */
  readonly request: (index: number) => Promise<unknown>;
}

export interface CostOptions {
  readonly rounds: number;
  readonly requestsPerRound: number;
  readonly requestsAtOnce: number;
}

/**
 * CPU microseconds a request costs each server: the median over rounds that take turns, so that whatever the machine
 * does besides hits them alike. One round before the first is not counted.
 */
export async function costPerRequest(
  contestants: Readonly<Record<string, Contestant>>,
  { rounds, requestsPerRound, requestsAtOnce }: CostOptions,
): Promise<Readonly<Record<string, number>>> {
  const costs = new Map<string, number[]>();
  let index = 0;
  for (let round = -1; round < rounds; round++) {
    for (const [name, { server, request }] of Object.entries(contestants)) {
      const before = server.cpuUs();
      let left = requestsPerRound;
      await Promise.all(
        Array.from({ length: requestsAtOnce }, async () => {
          while (left-- > 0) await request(index++);
        }),
      );
      if (round >= 0)
        costs.set(name, [...(costs.get(name) ?? []), (server.cpuUs() - before) / requestsPerRound]);
    }
  }
  return Object.fromEntries([...costs].map(([name, values]) => [name, median(values)]));
}
