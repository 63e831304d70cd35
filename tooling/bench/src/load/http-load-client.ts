/**
 * A process that asks: sends requests that were written before over sockets that stay open, the next one when an
 * answer is whole, and looks at no more of the answers than it has to. What a client does to think costs its server
 * too: a server that waits is woken for every single request, and so are those it answers.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Requests to be sent in turns, and how many of them in all. */
export interface HttpLoad {
  readonly port: number;
  readonly requests: readonly WrittenRequest[];
  readonly count: number;
  readonly connections: number;
}

/** A request as it goes over the wire; its body is that many `x`. */
export interface WrittenRequest {
  readonly head: string;
  readonly bodyBytes: number;
}

const HEAD_END = "\r\n\r\n";

process.on("message", (load: HttpLoad) => {
  run(load).then(
    () => process.send?.({}),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));

async function run({ port, requests, count, connections }: HttpLoad): Promise<void> {
  const written = requests.map(({ head, bodyBytes }) =>
    Buffer.concat([Buffer.from(head, "latin1"), Buffer.alloc(bodyBytes, 0x78)]),
  );
  const isHead = requests.some(({ head }) => head.startsWith("HEAD "));
  let started = 0;
  const next = (): Buffer | undefined => (started < count ? written[started++ % written.length] : undefined);
  await Promise.all(
    Array.from({ length: Math.min(connections, count) }, async () => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      await once(socket, "connect");
      await converse(socket, next, isHead);
    }),
  );
}

/** Asks until there is nothing left to ask. @throws Error for an answer that is no success */
function converse(socket: Socket, next: () => Buffer | undefined, isHead: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    /** Bytes of the body that are to come; undefined before the head is there. */
    let left: number | undefined;
    let head = "";
    const ask = (): void => {
      left = undefined;
      head = "";
      const request = next();
      if (request === undefined) {
        socket.destroy();
        resolve();
      } else socket.write(request);
    };
    socket.on("data", (bytes: Buffer) => {
      if (left === undefined) {
        const earlier = head.length;
        const end = bytes.indexOf(HEAD_END);
        head += bytes.toString("latin1", 0, end < 0 ? undefined : end + HEAD_END.length);
        // A head in two reads, the end of which may be cut in two.
        const whole = end < 0 ? head.indexOf(HEAD_END) : head.length - HEAD_END.length;
        if (whole < 0) return;
        if (!/^HTTP\/1\.1 2/.test(head)) return fail(new Error(`the answer was ${head.slice(0, whole)}`));
        left = isHead ? 0 : Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
        if (Number.isNaN(left)) return fail(new Error(`an answer without its length: ${head}`));
        left -= bytes.byteLength - (whole + HEAD_END.length - earlier);
      } else left -= bytes.byteLength;
      if (left <= 0) ask();
    });
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed the connection")));
    ask();
  });
}
