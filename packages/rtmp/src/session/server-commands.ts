import type { Amf0Value } from "@oxbow/media/amf";
import { amf0Properties } from "@oxbow/media/amf";
import { readConnectArguments } from "../command/connect-arguments.ts";
import { publishBadName } from "../command/net-status.ts";
import { finiteOr, readPlayArguments } from "../command/play-arguments.ts";
import type { CommandMessage } from "../message/command.ts";
import { RtmpProtocolError } from "../rtmp-error.ts";
import { BandwidthCheck, type BandwidthCheckKind } from "./bandwidth-check.ts";
import type { ServerEvent, StreamTransition } from "./server-event.ts";
import type { ServerLimits } from "./server-options.ts";
import type { ServerReplies } from "./server-replies.ts";
import { ServerRequests } from "./server-requests.ts";

/** One command on its way through the table. */
interface Call {
  readonly msid: number;
  readonly transactionId: number;
  /** What follows the command object. */
  readonly values: readonly Amf0Value[];
  readonly name: string;
  readonly streamOffset: number;
  readonly events: ServerEvent[];
}

type CommandHandler = (call: Call) => void;

const TRANSITIONS: readonly StreamTransition[] = [
  "switch",
  "swap",
  "append",
  "appendAndWait",
  "reset",
  "resume",
  "stop",
];

type ConnectionState = "new" | "deciding" | "connected";

/**
 * Carries out what a client calls: answers what needs no decision, turns the rest into events.
 *
 * Quirks: `releaseStream`, `FCPublish` and `publish` are refused, as this is video on demand;
 * a seek, pause or close of a stream that does not exist (any more) is ignored, as it races with `deleteStream`.
 */
export class ServerCommands {
  readonly requests: ServerRequests = new ServerRequests();
  /** Names of the streams that play, by msid. */
  readonly streams: Map<number, string> = new Map();
  readonly #replies: ServerReplies;
  readonly #limits: ServerLimits;
  readonly #bandwidth: BandwidthCheck;
  readonly #created = new Set<number>();
  #state: ConnectionState = "new";
  #deferred: Omit<Call, "events">[] = [];

  constructor(replies: ServerReplies, limits: ServerLimits, nowMs: () => number) {
    this.#replies = replies;
    this.#bandwidth = new BandwidthCheck(replies, nowMs);
    this.#limits = limits;
  }

  get isConnected(): boolean {
    return this.#state === "connected";
  }

  /** @throws RtmpProtocolError */
  receive(
    msid: number,
    command: CommandMessage,
    streamOffset: number,
    isEncrypted: boolean,
    events: ServerEvent[],
  ): void {
    const { name, transactionId, values } = command;
    if (name === "connect") {
      this.#connect(command, streamOffset, isEncrypted, events);
      return;
    }
    const call = { msid, transactionId, values: values.slice(1), name, streamOffset };
    switch (this.#state) {
      case "new":
        throw new RtmpProtocolError("ERR_RTMP_COMMAND_ORDER", `${name} came before connect`, streamOffset);
      case "deciding":
        if (this.#deferred.length >= this.#limits.maxDeferredCommands) {
          const message = `more than ${this.#limits.maxDeferredCommands} commands before connect was answered`;
          throw new RtmpProtocolError("ERR_RTMP_COMMAND_ORDER", message, streamOffset);
        }
        this.#deferred.push(call);
        return;
      case "connected":
        this.#dispatch({ ...call, events });
    }
  }

  /** `connect` was accepted: carries out what came before. */
  connected(events: ServerEvent[]): void {
    this.#state = "connected";
    const deferred = this.#deferred;
    this.#deferred = [];
    for (const call of deferred) this.#dispatch({ ...call, events });
  }

  #connect(
    { transactionId, values }: CommandMessage,
    streamOffset: number,
    isEncrypted: boolean,
    events: ServerEvent[],
  ): void {
    if (this.#state !== "new") {
      throw new RtmpProtocolError("ERR_RTMP_COMMAND_ORDER", "connect was called twice", streamOffset);
    }
    const connect = readConnectArguments(values[0], streamOffset);
    this.#state = "deciding";
    const { objectEncoding, capsEx } = connect;
    const token = this.requests.add({ kind: "connect", transactionId, objectEncoding, capsEx });
    events.push({ kind: "connect", token, isEncrypted, ...connect });
  }

  #dispatch(call: Call): void {
    const handler = Object.hasOwn(this.#handlers, call.name) ? this.#handlers[call.name] : undefined;
    if (handler === undefined) this.#replies.unknownMethod(call.transactionId, call.name);
    else handler(call);
  }

  readonly #handlers: Readonly<Record<string, CommandHandler>> = {
    createStream: (call) => this.#createStream(call),
    play: (call) => this.#play(call),
    play2: (call) => this.#play2(call),
    seek: ({ msid, values, events }) => {
      if (this.#created.has(msid)) events.push({ kind: "seek", msid, ms: finiteOr(values[0], 0) });
    },
    pause: (call) => this.#pause(call),
    pauseRaw: (call) => this.#pause(call),
    receiveAudio: ({ msid, values, events }) => {
      if (this.#created.has(msid)) events.push({ kind: "receiveAudio", msid, isWanted: values[0] !== false });
    },
    receiveVideo: ({ msid, values, events }) => {
      if (this.#created.has(msid)) events.push({ kind: "receiveVideo", msid, isWanted: values[0] !== false });
    },
    closeStream: ({ msid, events }) => this.#close("closeStream", msid, events),
    deleteStream: ({ values, events }) => this.#close("deleteStream", finiteOr(values[0], 0), events),
    getStreamLength: (call) => {
      const { transactionId, events } = call;
      const streamName = this.#readStreamName(call);
      this.#limitPending(call);
      const token = this.requests.add({ kind: "getStreamLength", transactionId });
      events.push({ kind: "getStreamLength", token, streamName });
    },
    FCSubscribe: ({ transactionId, values }) =>
      this.#fcAnswer("onFCSubscribe", "NetStream.Play.Start", transactionId, values[0]),
    FCUnsubscribe: ({ transactionId, values }) =>
      this.#fcAnswer("onFCUnsubscribe", "NetStream.Play.Stop", transactionId, values[0]),
    _checkbw: (call) => this.#checkBandwidth("_checkbw", call),
    checkBandwidth: (call) => this.#checkBandwidth("checkBandwidth", call),
    publish: (call) => this.#refusePublish(call),
    FCPublish: (call) => this.#refusePublish(call),
    releaseStream: (call) => this.#refusePublish(call),
    _result: ({ transactionId }) => this.#bandwidth.receiveResult(transactionId),
    // A client without the method has answered all the same.
    _error: ({ transactionId }) => this.#bandwidth.receiveResult(transactionId),
  };

  #checkBandwidth(kind: BandwidthCheckKind, { transactionId }: Call): void {
    this.#replies.result(transactionId, undefined);
    this.#bandwidth.start(kind);
  }

  #createStream({ transactionId, streamOffset, events }: Call): void {
    if (this.#created.size >= this.#limits.maxMessageStreams) {
      const message = `more than ${this.#limits.maxMessageStreams} streams`;
      throw new RtmpProtocolError("ERR_RTMP_MESSAGE_STREAMS", message, streamOffset);
    }
    let msid = 1;
    while (this.#created.has(msid)) msid += 1;
    this.#created.add(msid);
    this.#replies.result(transactionId, msid);
    events.push({ kind: "createStream", msid });
  }

  #play(call: Call): void {
    const { msid, values, events } = call;
    this.#requireStream(call);
    // NetStream.play(false) stops (ActionScript reference).
    if (values[0] === false) {
      this.#close("closeStream", msid, events);
      return;
    }
    const streamName = this.#readStreamName(call);
    const play = readPlayArguments(values[1], values[2], values[3]);
    // Whoever skips through a list of films leaves many plays behind that nobody will decide.
    if (play.reset) this.requests.dropStream(msid);
    this.#limitPending(call);
    const token = this.requests.add({ kind: "play", msid, streamName, reset: play.reset });
    events.push({ kind: "play", token, msid, streamName, ...play });
  }

  #play2(call: Call): void {
    const { msid, values, events, streamOffset } = call;
    this.#requireStream(call);
    const parameters = amf0Properties(values[0]);
    const streamName = parameters?.streamName;
    if (parameters === undefined || typeof streamName !== "string") {
      throw new RtmpProtocolError("ERR_RTMP_COMMAND", "play2 does not name a stream", streamOffset);
    }
    const { start, len, offset } = parameters;
    const transition = TRANSITIONS.find((name) => name === parameters.transition) ?? "switch";
    const oldStreamName = typeof parameters.oldStreamName === "string" ? parameters.oldStreamName : "";
    // What is swapped into a playlist waits there like what was appended to it.
    const isAppended =
      transition === "append" ||
      transition === "appendAndWait" ||
      (transition === "swap" && this.requests.dropAppended(msid, oldStreamName));
    if (transition === "stop" || transition === "reset") this.requests.dropStream(msid);
    else if (!isAppended) this.requests.dropChanges(msid);
    this.#limitPending(call);
    const { startMs, lengthMs } = readPlayArguments(inMilliseconds(start), inMilliseconds(len), true);
    events.push({
      kind: "play2",
      token: this.requests.add({ kind: "play2", msid, streamName, isAppended }),
      msid,
      streamName,
      oldStreamName,
      startMs,
      lengthMs,
      offsetMs: finiteOr(inMilliseconds(offset), -1),
      transition,
    });
  }

  #pause({ msid, values, events }: Call): void {
    if (!this.#created.has(msid)) return;
    events.push({
      kind: "pause",
      msid,
      isPaused: values[0] !== false,
      ms: Math.max(0, finiteOr(values[1], 0)),
    });
  }

  #close(kind: "closeStream" | "deleteStream", msid: number, events: ServerEvent[]): void {
    if (!this.#created.has(msid)) return;
    if (kind === "deleteStream") this.#created.delete(msid);
    this.streams.delete(msid);
    this.requests.dropStream(msid);
    events.push({ kind, msid });
  }

  #fcAnswer(method: string, code: string, transactionId: number, streamName: Amf0Value): void {
    this.#replies.result(transactionId, undefined);
    const description = typeof streamName === "string" ? streamName : "";
    this.#replies.command(0, method, 0, [null, { level: "status", code, description }]);
  }

  #refusePublish(call: Call): void {
    const { msid, transactionId, values, events } = call;
    const streamName = typeof values[0] === "string" ? values[0] : "";
    const status = publishBadName(streamName);
    if (msid !== 0) this.#replies.status(msid, status);
    else if (transactionId !== 0) this.#replies.callError(transactionId, status);
    events.push({ kind: "publishRefused", streamName });
  }

  #requireStream({ msid, name, streamOffset }: Call): void {
    if (this.#created.has(msid)) return;
    const message = `${name} on stream ${msid}, which was not created`;
    throw new RtmpProtocolError("ERR_RTMP_COMMAND_ORDER", message, streamOffset);
  }

  #readStreamName({ name, values, streamOffset }: Call): string {
    const [streamName] = values;
    if (typeof streamName === "string") return streamName;
    throw new RtmpProtocolError("ERR_RTMP_COMMAND", `${name} does not name a stream`, streamOffset);
  }

  /** Undecided requests are memory too. */
  #limitPending({ streamOffset }: Call): void {
    if (this.requests.size < this.#limits.maxPendingRequests) return;
    const message = `more than ${this.#limits.maxPendingRequests} undecided requests`;
    throw new RtmpProtocolError("ERR_RTMP_COMMAND_RATE", message, streamOffset);
  }
}

/** `play2` hands over NetStreamPlayOptions as a script filled it in: in seconds, where `play` has milliseconds. */
function inMilliseconds(seconds: Amf0Value): Amf0Value {
  return typeof seconds === "number" ? seconds * 1000 : seconds;
}
