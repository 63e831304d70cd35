/**
 * A process that watches: opens viewers as it is told, counts what they are sent, and answers with sums. In a process
 * of its own, so that its work is not counted as the server's and its pauses are not the bench's.
 */
import { connect } from "node:net";
import { FlvViewerClient } from "./flv-viewer.ts";
import { RtmpViewer, type ViewerRequest } from "./rtmp-viewer.ts";

/** What the process can be asked. */
export type LoadCommand =
  /** Opens viewers at a steady rate; answers when all have had a picture, or with `untilEnd` all of the stream. */
  | {
      readonly kind: "open";
      readonly viewers: readonly ViewerRequest[];
      readonly perSecond: number;
      readonly untilEnd: boolean;
    }
  /** Reads bytes from a server that sends so many and closes. */
  | { readonly kind: "drain"; readonly port: number; readonly connections: number }
  | { readonly kind: "tally" }
  | { readonly kind: "close" };

/** Sums over the viewers that are open. */
export interface LoadTally {
  readonly viewers: number;
  readonly packets: number;
  readonly packetBytes: number;
  readonly receivedBytes: number;
  readonly firstVideoMs: readonly number[];
  readonly errors: readonly string[];
}

type LoadViewer = RtmpViewer | FlvViewerClient;

const open = new Set<LoadViewer>();
const errors: string[] = [];

process.on("message", (command: LoadCommand) => {
  obey(command).then(
    (tally) => process.send?.(tally),
    (error: unknown) => process.send?.({ ...tallyOf(), errors: [String(error)] }),
  );
});
process.on("disconnect", () => process.exit(0));

async function obey(command: LoadCommand): Promise<LoadTally> {
  switch (command.kind) {
    case "open":
      await openAll(command.viewers, command.perSecond, command.untilEnd);
      break;
    case "drain":
      return {
        ...tallyOf(),
        receivedBytes: await drain(command.port, command.connections),
      };
    case "close":
      for (const viewer of open) viewer.close();
      open.clear();
      errors.length = 0;
      break;
    case "tally":
      break;
  }
  return tallyOf();
}

async function openAll(
  requests: readonly ViewerRequest[],
  perSecond: number,
  untilEnd: boolean,
): Promise<void> {
  const startedAtMs = performance.now();
  const ends: Promise<void>[] = [];
  for (const [index, request] of requests.entries()) {
    const dueMs = startedAtMs + (1000 * index) / perSecond - performance.now();
    if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs));
    const ended = Promise.withResolvers<void>();
    const finished = (error: Error | undefined): void => {
      if (error !== undefined) errors.push(error.message);
      ended.resolve();
    };
    const isRtmp = request.protocol === "rtmp";
    open.add(isRtmp ? new RtmpViewer(request, finished) : new FlvViewerClient(request, finished));
    ends.push(ended.promise);
  }
  if (untilEnd) await Promise.all(ends);
  else await allSeen();
}

/** Looks twenty times a second until every viewer has had a picture or has failed. */
async function allSeen(): Promise<void> {
  const isWaiting = ({ tally }: LoadViewer): boolean => tally.firstVideoMs === undefined;
  while ([...open].filter(isWaiting).length > errors.length) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function drain(port: number, connections: number): Promise<number> {
  let receivedBytes = 0;
  await Promise.all(
    Array.from({ length: connections }, () => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const buffer = Buffer.allocUnsafeSlow(256 * 1024);
      const callback = (byteLength: number): boolean => {
        receivedBytes += byteLength;
        return true;
      };
      const socket = connect({ host: "127.0.0.1", port, onread: { buffer, callback } });
      socket.on("error", reject);
      socket.on("close", () => resolve());
      return promise;
    }),
  );
  return receivedBytes;
}

function tallyOf(): LoadTally {
  const tallies = [...open].map(({ tally }) => tally);
  const sum = (member: "packets" | "packetBytes" | "receivedBytes"): number =>
    tallies.reduce((total, tally) => total + tally[member], 0);
  return {
    viewers: tallies.length,
    packets: sum("packets"),
    packetBytes: sum("packetBytes"),
    receivedBytes: sum("receivedBytes"),
    firstVideoMs: tallies.flatMap(({ firstVideoMs }) => (firstVideoMs === undefined ? [] : [firstVideoMs])),
    errors,
  };
}
