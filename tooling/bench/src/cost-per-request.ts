import { median } from "./row.ts";
import type { ServerProcess } from "./server-process.ts";

/** Someone who is measured, and how a round of requests is made to them. */
export interface RoundContestant {
  readonly server: ServerProcess;
  readonly round: () => Promise<unknown>;
}

/**
 * CPU microseconds a request costs each server: the median over rounds that take turns, so that whatever the machine
 * does besides hits them alike. Rounds before the first, one unless told, are not counted.
 */
export async function costPerRound(
  contestants: Readonly<Record<string, RoundContestant>>,
  {
    rounds,
    requestsPerRound,
    warmUpRounds = 1,
  }: Pick<CostOptions, "rounds" | "requestsPerRound" | "warmUpRounds">,
): Promise<Readonly<Record<string, number>>> {
  const costs = new Map<string, number[]>();
  for (let index = -warmUpRounds; index < rounds; index++) {
    for (const [name, { server, round }] of Object.entries(contestants)) {
      const before = server.cpuUs();
      await round();
      if (index >= 0)
        costs.set(name, [...(costs.get(name) ?? []), (server.cpuUs() - before) / requestsPerRound]);
    }
  }
  return Object.fromEntries([...costs].map(([name, values]) => [name, median(values)]));
}

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
  /** Rounds that are not counted, until V8 has compiled what is hot. Default 1. */
  readonly warmUpRounds?: number;
}

/** The same for requests that are made by this process. */
export async function costPerRequest(
  contestants: Readonly<Record<string, Contestant>>,
  options: CostOptions,
): Promise<Readonly<Record<string, number>>> {
  const { requestsPerRound, requestsAtOnce } = options;
  let index = 0;
  const roundOf = (request: Contestant["request"]) => async (): Promise<void> => {
    let left = requestsPerRound;
    await Promise.all(
      Array.from({ length: requestsAtOnce }, async () => {
        while (left-- > 0) await request(index++);
      }),
    );
  };
  const inRounds = Object.entries(contestants).map(
    ([name, { server, request }]): [string, RoundContestant] => [name, { server, round: roundOf(request) }],
  );
  return await costPerRound(Object.fromEntries(inRounds), options);
}
