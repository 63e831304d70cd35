import { concatenate } from "../flv/tag-reader.ts";
import { PlayerError } from "../player-error.ts";
import { type ByteSource, type ByteStream, withStart } from "./byte-source.ts";
import type { Asked, EarlyRequest } from "./early-request.ts";
import { isMixedContent } from "./mixed-content.ts";
import { watchPolicy } from "./watch-policy.ts";

/** WS-FLV: the same bytes as HTTP-FLV, in binary messages. */
export function webSocketSource(url: string, early?: EarlyRequest): ByteSource {
  return { protocol: "ws-flv", open: (startMs) => openSocket(withStart(url, startMs), early?.take()) };
}

/** RFC 6455 7.4.1: the sender had no more to send. */
const NORMAL_CLOSURE = 1000;

/** No more messages are read at once when this much has been. */
const READ_BYTES = 512 << 10;

function openSocket(url: string, asked: Asked | undefined): Promise<ByteStream> {
  return new Promise((resolve, reject) => {
    if (isMixedContent(location.protocol, new URL(url, document.baseURI))) {
      reject(new PlayerError("ERR_PLAYER_MIXED_CONTENT", url));
      return;
    }
    const policy = watchPolicy(url);
    // One that is closed by now is opened again, to hear why.
    const early =
      asked !== undefined && "socket" in asked && asked.socket.readyState <= WebSocket.OPEN
        ? asked
        : undefined;
    const socket = early?.socket ?? new WebSocket(url);
    socket.binaryType = "arraybuffer";
    const arrived = early?.arrived ?? [];
    let ending: { readonly error: PlayerError | undefined } | undefined;
    let wake = (): void => {};

    const onOpen = (): void => {
      policy.stop();
      resolve({ read, close: () => socket.close() });
    };
    socket.onopen = onOpen;
    if (socket.readyState === WebSocket.OPEN) onOpen();
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) arrived.push(data);
      wake();
    };
    socket.onclose = ({ code, reason }) => {
      const words = `closed with ${code} ${reason}`.trim();
      const isNormal = code === NORMAL_CLOSURE;
      ending = { error: isNormal ? undefined : new PlayerError("ERR_PLAYER_TRUNCATED", words) };
      wake();
      // Without an open before it, this is a refusal; the browser keeps the status to itself.
      refuse(words);
    };
    // What a page's policy blocks has no close event in Chromium. The violation is a task of its own.
    socket.onerror = () => {
      setTimeout(() => policy.violation() !== undefined && refuse(""));
    };

    function refuse(words: string): void {
      const violation = policy.violation();
      policy.stop();
      const code = violation === undefined ? "ERR_PLAYER_WEBSOCKET" : "ERR_PLAYER_CSP";
      reject(new PlayerError(code, violation ?? words));
    }

    async function read(): Promise<Uint8Array | undefined> {
      while (arrived.length === 0 && ending === undefined) {
        await new Promise<void>((resume) => {
          wake = resume;
        });
      }
      // What has come meanwhile is one piece of work, up to a limit that still lets a full buffer be noticed.
      const pieces: Uint8Array[] = [];
      let byteLength = 0;
      while (byteLength < READ_BYTES) {
        const piece = arrived.shift();
        if (piece === undefined) break;
        byteLength += piece.byteLength;
        pieces.push(new Uint8Array(piece));
      }
      if (pieces.length === 0) {
        if (ending?.error !== undefined) throw ending.error;
        return undefined;
      }
      return concatenate(...pieces);
    }
  });
}
