import type { ClientEvent } from "../session/client-event.ts";
import type { RtmpClientSession } from "../session/client-session.ts";

/** How machines are fed: all at once, a TCP segment, a prime, byte by byte. */
export const STEPS: readonly number[] = [Number.POSITIVE_INFINITY, 1460, 7, 1];

/** Gives `bytes` to `receive` in pieces of `step` bytes. */
export function feed(bytes: Uint8Array, step: number, receive: (piece: Uint8Array) => void): void {
  for (let start = 0; start < bytes.length; start += step) receive(bytes.slice(start, start + step));
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}

/**
 * Passes bytes between a client session and whatever answers it until both are silent.
 *
 * @param onEvent may call methods of the client.
 */
export function converse(
  client: RtmpClientSession,
  server: (bytes: Uint8Array) => readonly Uint8Array[],
  step: number,
  onEvent: (event: ClientEvent) => void,
): void {
  for (;;) {
    const toServer = concat(client.takeOutput());
    if (toServer.length === 0) return;
    const toClient: Uint8Array[] = [];
    feed(toServer, step, (piece) => toClient.push(...server(piece)));
    feed(concat(toClient), step, (piece) => {
      for (const event of client.receive(piece)) onEvent(event);
    });
  }
}
