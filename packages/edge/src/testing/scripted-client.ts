import { connect, type Socket } from "node:net";
import { type ClientEvent, RtmpClientSession } from "@oxbow/rtmp";
import { NODE_HANDSHAKE_CRYPTO } from "../servers/rtmp/rtmp-crypto.ts";

export interface ScriptedClientOptions {
  readonly port: number;
  readonly host?: string;
  readonly app?: string;
  readonly fourCcs?: readonly string[];
}

type EventOf<Kind extends ClientEvent["kind"]> = Extract<ClientEvent, { readonly kind: Kind }>;

/** An RTMP client that a test leads by the hand. */
export class ScriptedClient {
  readonly socket: Socket;
  readonly session: RtmpClientSession;
  readonly events: ClientEvent[] = [];
  #wake: () => void = () => undefined;
  #isClosed = false;

  constructor({ port, host = "s123.cloudfront.net", app = "cfx/st", fourCcs = [] }: ScriptedClientOptions) {
    this.session = new RtmpClientSession({
      crypto: NODE_HANDSHAKE_CRYPTO,
      app,
      tcUrl: `rtmp://${host}/${app}`,
      fourCcs,
    });
    this.socket = connect(port, "127.0.0.1");
    this.socket.on("error", () => undefined);
    this.socket.on("data", (bytes: Buffer) => {
      this.events.push(...this.session.receive(bytes));
      this.flush();
      this.#wake();
    });
    this.socket.on("close", () => {
      this.#isClosed = true;
      this.#wake();
    });
    this.flush();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Sends what the session has to say. */
  flush(): void {
    for (const piece of this.session.takeOutput()) this.socket.write(piece);
  }

  /** Lets a call go out. */
  do(call: (session: RtmpClientSession) => void): void {
    call(this.session);
    this.flush();
  }

  /** The first event of a kind that fits, from `this.events[from]` on; waits for it. */
  async until<Kind extends ClientEvent["kind"]>(
    kind: Kind,
    fits: (event: EventOf<Kind>) => boolean = () => true,
    from = 0,
  ): Promise<EventOf<Kind>> {
    for (let index = from; ; index++) {
      while (index >= this.events.length) {
        if (this.#isClosed) throw new Error(`closed before ${kind}; got ${this.summary()}`);
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      const event = this.events[index];
      if (event?.kind === kind && fits(event as EventOf<Kind>)) return event as EventOf<Kind>;
    }
  }

  status(code: string, from = 0): Promise<EventOf<"status">> {
    return this.until("status", (event) => event.code === code, from);
  }

  async closed(): Promise<void> {
    while (!this.#isClosed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Connects and makes a stream. @returns its msid */
  async open(): Promise<number> {
    await this.until("connected");
    this.do((session) => session.createStream());
    return (await this.until("streamCreated")).msid;
  }

  /** Times of the packets of a kind, sequence headers apart. */
  times(packetKind: 8 | 9, from = 0): readonly number[] {
    return this.events
      .slice(from)
      .flatMap((event) =>
        event.kind === "packet" && event.packetKind === packetKind && !event.isSequenceHeader
          ? [event.timestampMs]
          : [],
      );
  }

  /** What happened so far, without the packets: for messages. */
  summary(): string {
    return this.events
      .filter(({ kind }) => kind !== "packet")
      .map((event) => ("code" in event ? event.code : event.kind))
      .join(", ");
  }
}
