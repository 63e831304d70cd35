/** An edge in a process of its own, led by messages: what its event loop does is its own doing. */

import { Readable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { ObjectSourceError } from "../ports.ts";
import type { EdgeSession } from "../servers/viewers.ts";
import { ManualClock } from "./manual-clock.ts";
import { startEdge } from "./running-edge.ts";
import { TurnWatch } from "./turn-watch.ts";

/** Turns after which what a moment brought about has been written. */
const TURNS = 10;

const clock = new ManualClock();
const running = await startEdge({ clock, limits: { connectionsPerSecond: 1_000_000 } });
const { edge, source } = running;
const watch = new TurnWatch();
let release: () => void = () => undefined;

const CALLS = {
  port: (): number => running.addresses.rtmpPorts[0] ?? 0,
  object: (key: string): Uint8Array => source.objects.get(key)?.bytes ?? new Uint8Array(),
  put: (key: string, bytes: Uint8Array, onlyFor?: string): void => {
    source.put(key, bytes, onlyFor === undefined ? {} : { onlyFor });
  },
  /** Origins answer no more, until told otherwise. */
  holdOrigin: (): void => {
    const gate = Promise.withResolvers<void>();
    source.gate = gate.promise;
    release = gate.resolve;
  },
  releaseOrigin: (): void => {
    source.gate = undefined;
    release();
  },
  /** Bodies of the origin end early, or nothing is where it was a moment ago. */
  breakOrigin: (how: "short" | "gone" | "sound"): void => {
    source.corrupt =
      how === "sound"
        ? undefined
        : (bytes) => {
            if (how === "gone") throw new ObjectSourceError("changed", "416 Range Not Satisfiable");
            return Readable.from([bytes.subarray(0, bytes.length >> 1)]);
          };
  },
  /** Lets time pass. */
  advance: async (ms: number): Promise<void> => {
    clock.advance(ms);
    for (let count = 0; count < TURNS; count++) await turn();
  },
  sessions: (): readonly EdgeSession[] => edge.sessions(),
  metrics: (): Promise<string> => edge.metrics(),
  warnings: (): readonly string[] => running.warnings,
  /** Bytes outside V8's heap: what waits for readers is there. */
  bufferBytes: (): number => process.memoryUsage().arrayBuffers,
  longestTurnMs: (): number => watch.takeLongestMs(),
  close: async (): Promise<void> => {
    watch.close();
    await running.close();
    process.disconnect?.();
  },
};

/** What may be asked of the process. */
export type HostedCalls = typeof CALLS;

/** A question to the process. */
export interface HostedQuestion {
  readonly id: number;
  readonly name: keyof HostedCalls;
  readonly args: readonly unknown[];
}

process.on("message", ({ id, name, args }: HostedQuestion) => {
  const call = CALLS[name] as (...given: readonly unknown[]) => unknown;
  Promise.resolve(call(...args)).then(
    (value) => process.connected && process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
