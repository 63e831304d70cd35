import {
  type ClientEvent,
  type RtmpClientSession,
  RtmpProtocolError,
  RtmptClient,
  type TunnelPost,
} from "@oxbow/rtmp";
import { asPlayerError, PlayerError } from "../player-error.ts";
import { explainFailure } from "../source/explain-failure.ts";

/** Whom the tunnel tells. */
export interface TunnelHost {
  readonly onEvent: (event: ClientEvent) => void;
  readonly onFailure: (error: PlayerError) => void;
}

/** First wait for an answer; each further one is twice as long, up to the server's own interval. */
const EAGER_MS = 10;

/** A tunnel at work. */
export interface RunningTunnel {
  /** The session has something to say: do not wait for the next poll. */
  readonly send: () => void;
  /** Ends the tunnel, telling the server. */
  readonly close: () => void;
}

/**
 * Carries a session over `fetch`: one POST in flight, `text/plain` so that no browser asks for leave first
 * (with `application/x-fcs` every POST would cost a preflight of its own).
 */
export function runTunnel(baseUrl: string, session: RtmpClientSession, host: TunnelHost): RunningTunnel {
  const client = new RtmptClient();
  let interrupt = (): void => {};
  let isClosing = false;
  let eagerMs = EAGER_MS;

  async function run(): Promise<void> {
    try {
      for (;;) {
        for (const bytes of session.takeOutput()) client.push(bytes);
        const waitMs = Math.min(client.pollDelayMs, eagerMs);
        if (client.pendingBytes === 0 && waitMs > 0 && !isClosing) await poll(waitMs);
        for (const bytes of session.takeOutput()) client.push(bytes);
        // Whoever asked something wants the answer soon, whatever interval the server counted up to in the silence before.
        eagerMs = client.pendingBytes > 0 ? EAGER_MS : eagerMs * 2;
        const post = client.post();
        if (post === undefined) return;
        const { status, body } = await exchange(post);
        const received = client.receive(status, body);
        if (received.length === 0) continue;
        for (const event of session.receive(received)) host.onEvent(event);
      }
    } catch (error) {
      if (isClosing) return;
      const isOfTunnel = error instanceof RtmpProtocolError;
      host.onFailure(
        isOfTunnel
          ? new PlayerError("ERR_PLAYER_TRUNCATED", error.message, error)
          : asPlayerError(error, "ERR_PLAYER_TRUNCATED"),
      );
    }
  }

  /** Waits until the next poll is due, or there is something to send. */
  function poll(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Posts; a lost answer is asked for once more, which the server repeats. */
  async function exchange(post: TunnelPost): Promise<{ readonly status: number; readonly body: Uint8Array }> {
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await fetch(baseUrl + post.path, {
          method: "POST",
          body: post.body as Uint8Array<ArrayBuffer>,
          headers: { "content-type": "text/plain" },
          credentials: "omit",
          // A tunnel that is closed while the page goes away should still tell the server.
          keepalive: isClosing,
        });
        return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
      } catch (error) {
        if (attempt === 2) throw await explainFailure(baseUrl, error);
      }
    }
  }

  void run();
  return {
    send: () => interrupt(),
    close() {
      if (isClosing) return;
      isClosing = true;
      client.close();
      interrupt();
    },
  };
}
