import type { Candidate } from "../candidates.ts";

/** A request under way, or a socket with what it has brought so far. */
export type Asked =
  | { readonly answer: Promise<Response>; readonly abort: AbortController }
  | { readonly socket: WebSocket; readonly arrived: ArrayBuffer[] };

/** A stream that was asked for while the scripts which will read it are still on their way. */
export interface EarlyRequest {
  /** Hands it over, once. */
  readonly take: () => Asked | undefined;
  /** Lets go of what nobody took. */
  readonly drop: () => void;
}

/**
 * Asks for a candidate's stream where that needs no script of ours. What goes wrong is left to those who read it: they
 * ask again, and find out why.
 */
export function askEarly({ protocol, url }: Candidate): EarlyRequest | undefined {
  let asked: Asked | undefined;
  try {
    if (protocol === "http-flv") asked = askHttp(url);
    // The others are read by scripts of their own, which are loaded beside the engine's.
    else if (protocol === "ws-flv") {
      asked = askSocket(url);
      import("./other-source.ts").catch(() => undefined);
    } else if (protocol === "rtmpt") import("../engine-rtmpt.ts").catch(() => undefined);
  } catch {
    // A browser that refuses at once says so again.
  }
  const take = (): Asked | undefined => {
    const taken = asked;
    asked = undefined;
    return taken;
  };
  return (
    asked && {
      take,
      drop: () => {
        const left = take();
        if (left === undefined) return;
        if ("socket" in left) left.socket.close();
        else left.abort.abort();
      },
    }
  );
}

/** The request of HTTP-FLV. */
export function fetchStream(url: string, signal: AbortSignal): Promise<Response> {
  return fetch(url, { signal, credentials: "omit", cache: "no-store" });
}

function askHttp(url: string): Asked {
  const abort = new AbortController();
  const answer = fetchStream(url, abort.signal);
  // Nobody may ever take it.
  answer.catch(() => undefined);
  return { answer, abort };
}

function askSocket(url: string): Asked {
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  const arrived: ArrayBuffer[] = [];
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) arrived.push(data);
  };
  return { socket, arrived };
}
