import { type Amf0Value, amf0Properties, encodeAmf0 } from "@oxbow/media/amf";
import { expect, test } from "vitest";
import { type Heard, RawClient, summarise } from "../testing/raw-client.cases.ts";
import type { ConnectEvent, PlayEvent, ServerEvent } from "./server-event.ts";

function connectOf(events: readonly ServerEvent[]): ConnectEvent {
  const event = events.find(({ kind }) => kind === "connect");
  if (event?.kind !== "connect") throw new Error("no connect");
  return event;
}

function play(client: RawClient, streamName = "mp4:videos/x.mp4", ...rest: readonly Amf0Value[]): PlayEvent {
  const [event] = client.command(1, "play", 0, null, streamName, ...rest);
  if (event?.kind !== "play") throw new Error("no play");
  return event;
}

/** The info object of the first status in what was heard. */
function infoOf(heard: readonly Heard[], name = "onStatus"): Readonly<Record<string, Amf0Value>> {
  for (const { message } of heard) {
    if (message.kind === "command" && message.name === name) return amf0Properties(message.values[1]) ?? {};
    if (message.kind === "data" && message.values[0] === name) return amf0Properties(message.values[1]) ?? {};
  }
  throw new Error(`no ${name}`);
}

test.for([
  { chunkSize: 0 },
  { chunkSize: 16_777_216 },
  { chunkSize: 4096.5 },
  { windowBytes: -1 },
  { limits: { maxMessageStreams: 0 } },
  { limits: { maxCommandsPerSecond: Number.NaN } },
])("refuses %j as options", (options) => {
  expect(() => new RawClient({}, options)).toThrow(RangeError);
});

test("announces window and bandwidth before it is asked anything", () => {
  const client = new RawClient();
  expect(client.hear().map(({ message }) => message)).toEqual([
    { kind: "windowAcknowledgementSize", windowBytes: 2_500_000 },
    { kind: "setPeerBandwidth", windowBytes: 2_500_000, limit: "dynamic" },
  ]);
});

test("connect is told as sent, and accepted as FMS does", () => {
  const client = new RawClient();
  client.hear();
  const object = {
    app: "cfx/st",
    tcUrl: "rtmp://h/cfx/st",
    swfUrl: "s",
    pageUrl: "p",
    flashVer: "LNX 9,0,124,2",
    objectEncoding: 3,
  };
  const event = connectOf(client.command(0, "connect", 1, object));
  expect(event).toMatchObject({ ...object, isEncrypted: false, fourCcs: [] });
  expect(client.session.isConnected).toBe(false);
  expect(client.session.acceptConnect(event.token)).toEqual([]);
  expect(client.session.isConnected).toBe(true);
  const heard = client.hear();
  expect(summarise(heard)).toEqual(["streamBegin 0", "_result NetConnection.Connect.Success"]);
  expect(heard[1]?.message).toMatchObject({
    transactionId: 1,
    values: [
      { fmsVer: "FMS/3,5,7,7009", capabilities: 31, mode: 1 },
      {
        level: "status",
        description: "Connection succeeded.",
        data: { properties: { version: "3,5,7,7009" } },
        objectEncoding: 3,
      },
    ],
  });
});

test("onBWDone and fourCCs are said where the host wants it", () => {
  const client = new RawClient({}, { announcesBandwidthCheck: true });
  client.hear();
  const { token } = connectOf(client.command(0, "connect", 1, { app: "a", capsEx: 7 }));
  client.session.acceptConnect(token, { videoFourCcs: ["hvc1"] });
  const heard = client.hear();
  expect(summarise(heard)).toEqual(["streamBegin 0", "_result NetConnection.Connect.Success", "onBWDone"]);
  expect(heard[1]?.message).toMatchObject({ values: [{ videoFourCcInfoMap: { hvc1: 6 }, capsEx: 1 }, {}] });
});

test("a rejection says why, closes at the client, and is the end", () => {
  const client = new RawClient();
  client.hear();
  const { token } = connectOf(client.command(0, "connect", 1, { app: "a" }));
  const description = "[ Server.Reject ] : (_defaultRoot_, _defaultVHost_) : DistributionNotFound";
  expect(
    client.session.rejectConnect(token, { description, applicationMessage: "DistributionNotFound" }),
  ).toBe(true);
  expect(client.session.isClosed).toBe(true);
  const heard = client.hear();
  expect(summarise(heard)).toEqual(["_error NetConnection.Connect.Rejected", "close"]);
  expect(infoOf(heard, "_error")).toMatchObject({
    level: "error",
    description,
    application: { message: "DistributionNotFound" },
  });
  expect(client.command(0, "createStream", 2, null)).toEqual([]);
  expect(client.session.acceptConnect(token)).toBeUndefined();
});

test("a rejection may send the client elsewhere", () => {
  const client = new RawClient();
  client.hear();
  const { token } = connectOf(client.command(0, "connect", 1, { app: "a" }));
  client.session.rejectConnect(token, { description: "moved", redirectTo: "rtmp://other/cfx/st" });
  expect(infoOf(client.hear(), "_error")).toMatchObject({
    ex: { code: 302, redirect: "rtmp://other/cfx/st" },
  });
});

test("commands that do not wait for the answer to connect are carried out after it", () => {
  const client = new RawClient();
  const { token } = connectOf(client.command(0, "connect", 1, { app: "a" }));
  expect(client.command(0, "createStream", 2, null)).toEqual([]);
  expect(client.command(1, "play", 0, null, "x")).toEqual([]);
  client.hear();
  const events = client.session.acceptConnect(token);
  expect(events?.map(({ kind }) => kind)).toEqual(["createStream", "play"]);
  expect(summarise(client.hear()).slice(1)).toEqual(["_result NetConnection.Connect.Success", "_result"]);
});

test("a stream begins in FMS's order; the chunk size is announced once", () => {
  const client = RawClient.connected();
  expect(client.session.acceptPlay(play(client).token)).toBe(true);
  const heard = client.hear();
  const begin = [
    "streamIsRecorded 1",
    "streamBegin 1",
    "onStatus NetStream.Play.Reset",
    "onStatus NetStream.Play.Start",
    "|RtmpSampleAccess",
    "onStatus NetStream.Data.Start",
  ];
  expect(summarise(heard)).toEqual(["setChunkSize", ...begin]);
  expect(infoOf(heard)).toMatchObject({
    details: "videos/x.mp4",
    description: "Playing and resetting videos/x.mp4.",
  });
  expect(infoOf(heard).clientid).toMatch(/^[A-Za-z0-9_-]{8}$/);
  client.session.acceptPlay(play(client).token);
  expect(summarise(client.hear())).toEqual(begin);
});

test("play without reset says no Reset", () => {
  const client = RawClient.connected();
  const event = play(client, "x", 0, -1, false);
  expect(event).toMatchObject({ startMs: 0, lengthMs: -1, reset: false });
  client.session.acceptPlay(event.token);
  expect(summarise(client.hear())).not.toContain("onStatus NetStream.Play.Reset");
});

test.for([
  "NetStream.Play.StreamNotFound",
  "NetStream.Play.Failed",
  "NetStream.Failed",
  "NetStream.Play.FileStructureInvalid",
  "NetStream.Play.NoSupportedTrackFound",
  "NetStream.Play.InsufficientBW",
] as const)("a play can fail with %s, without the signature in its words", (code) => {
  const client = RawClient.connected();
  const { token } = play(client, "mp4:x.mp4?Signature=secret");
  expect(client.session.failPlay(token, code)).toBe(true);
  const info = infoOf(client.hear());
  expect(info).toMatchObject({ code, details: "x.mp4" });
  expect(JSON.stringify(info)).not.toContain("secret");
  expect(client.session.failPlay(token, code)).toBe(false);
});

test("a stream that was closed voids the decision about it", () => {
  const client = RawClient.connected();
  for (const close of ["closeStream", "deleteStream"] as const) {
    const { token } = play(client);
    const events =
      close === "closeStream" ? client.command(1, close, 0, null) : client.command(0, close, 0, null, 1);
    expect(events).toEqual([{ kind: close, msid: 1 }]);
    client.hear();
    expect(client.session.acceptPlay(token)).toBe(false);
    expect(client.session.notifySeek(1, 0)).toBe(false);
    expect(client.hear()).toEqual([]);
  }
});

test("play(false) closes the stream", () => {
  const client = RawClient.connected();
  expect(client.command(1, "play", 0, null, false)).toEqual([{ kind: "closeStream", msid: 1 }]);
});

test("seek, pause and the end are said in FMS's order", () => {
  const client = RawClient.connected();
  client.session.acceptPlay(play(client).token);
  client.hear();

  expect(client.command(1, "seek", 0, null, 5000.5)).toEqual([{ kind: "seek", msid: 1, ms: 5000.5 }]);
  client.session.notifySeek(1, 5000);
  expect(summarise(client.hear())).toEqual([
    "streamEof 1",
    "streamIsRecorded 1",
    "streamBegin 1",
    "onStatus NetStream.Seek.Notify",
    "onStatus NetStream.Play.Start",
    "|RtmpSampleAccess",
    "onStatus NetStream.Data.Start",
  ]);
  client.session.failSeek(1, { lastValidMs: 12_000 });
  client.session.failSeek(1, { failedMs: -1 });
  expect(summarise(client.hear())).toEqual([
    "onStatus NetStream.Seek.InvalidTime",
    "onStatus NetStream.Seek.Failed",
  ]);

  for (const name of ["pause", "pauseRaw"]) {
    expect(client.command(1, name, 0, null, true, 1500)).toEqual([
      { kind: "pause", msid: 1, isPaused: true, ms: 1500 },
    ]);
  }
  client.session.notifyPause(1, true);
  client.session.notifyPause(1, false);
  expect(summarise(client.hear())).toEqual([
    "onStatus NetStream.Pause.Notify",
    "onStatus NetStream.Unpause.Notify",
  ]);

  client.session.notifyBuffer(1, "bufferEmpty");
  client.session.notifyBuffer(1, "bufferReady");
  client.session.notifyBuffer(1, "streamDry");
  expect(summarise(client.hear())).toEqual(["bufferEmpty 1", "bufferReady 1", "streamDry 1"]);

  client.session.completePlay(1, { durationMs: 12_500, byteLength: 99 });
  const heard = client.hear();
  expect(summarise(heard)).toEqual([
    "onPlayStatus NetStream.Play.Complete",
    "onStatus NetStream.Play.Stop",
    "streamEof 1",
  ]);
  expect(infoOf(heard, "onPlayStatus")).toMatchObject({ duration: 12.5, bytes: 99 });
});

/** @returns the token of a `play2` */
function change(client: RawClient, streamName: string, transition: string, oldStreamName = ""): number {
  const [event] = client.command(1, "play2", 0, null, { streamName, oldStreamName, transition });
  if (event?.kind !== "play2") throw new Error("no play2");
  return event.token;
}

test("a play with reset, and a change to another stream, void the undecided ones before", () => {
  const client = RawClient.connected();
  const tokens = [1, 2, 3].map((index) => play(client, `film ${index}`).token);
  expect(tokens.map((token) => client.session.acceptPlay(token))).toEqual([false, false, true]);
  const changes = [1, 2, 3].map((rate) => change(client, `rate ${rate}`, "switch"));
  expect(changes.map((token) => client.session.acceptTransition(token))).toEqual([false, false, true]);
});

test("what a stream swaps voids one item of the playlist, and waits in its place", () => {
  const client = RawClient.connected();
  const queued = [1, 2].map(() => play(client, "next", 0, -1, false).token);
  const swapped = change(client, "other", "swap", "next");
  // Neither another change nor a swap of what is not in the playlist takes it out.
  change(client, "rate 1", "switch");
  const last = change(client, "rate 2", "swap", "film");
  expect(queued.map((token) => client.session.acceptPlay(token))).toEqual([false, true]);
  expect([swapped, last].map((token) => client.session.acceptTransition(token))).toEqual([true, true]);
});

test("a swap of the stream that a play with reset asks for leaves that play", () => {
  const client = RawClient.connected();
  const first = play(client, "film").token;
  const swapped = change(client, "other", "swap", "film");
  expect(client.session.acceptPlay(first)).toBe(true);
  expect(client.session.acceptTransition(swapped)).toBe(true);
});

test("a change leaves a queued stream without a name, so that those count as undecided", () => {
  const client = RawClient.connected({ maxPendingRequests: 4 });
  const events: ServerEvent[] = [];
  for (let round = 0; round < 4; round++) {
    events.push(...client.command(1, "play", 0, null, "", 0, -1, false));
    events.push(...client.command(1, "play2", 0, null, { streamName: "rate", transition: "switch" }));
  }
  expect(events.at(-1)).toMatchObject({ kind: "closed", error: { code: "ERR_RTMP_COMMAND_RATE" } });
});

test.for(["stop", "reset"])("play2 %s voids the playlist", (transition) => {
  const client = RawClient.connected({ maxPendingRequests: 4 });
  for (let round = 0; round < 10; round++) {
    const queued = play(client, "next", 0, -1, false).token;
    const token = change(client, "film", transition);
    expect(client.session.acceptPlay(queued)).toBe(false);
    expect(client.session.acceptTransition(token)).toBe(true);
  }
});

test("play2 changes to another stream", () => {
  const client = RawClient.connected();
  client.session.acceptPlay(play(client, "low").token);
  const [event] = client.command(1, "play2", 0, null, {
    streamName: "high",
    oldStreamName: "low",
    start: 3,
    len: -1,
    offset: 12.195,
    transition: "swap",
  });
  expect(event).toMatchObject({
    kind: "play2",
    streamName: "high",
    oldStreamName: "low",
    offsetMs: 12_195,
    transition: "swap",
    startMs: 3000,
    lengthMs: -1,
  });
  client.hear();
  if (event?.kind !== "play2") throw new Error("no play2");
  client.session.acceptTransition(event.token);
  client.session.completeTransition(1);
  const heard = client.hear();
  expect(summarise(heard)).toEqual([
    "onStatus NetStream.Play.Transition",
    "onPlayStatus NetStream.Play.TransitionComplete",
  ]);
  expect(infoOf(heard, "onPlayStatus")).toMatchObject({ details: "high" });
});

test("answers what needs no decision", () => {
  const client = RawClient.connected();
  const ask = (...values: readonly Amf0Value[]): readonly string[] => {
    client.command(0, ...values);
    return summarise(client.hear());
  };
  expect(ask("FCSubscribe", 0, null, "x")).toEqual(["onFCSubscribe NetStream.Play.Start"]);
  expect(ask("FCSubscribe", 4, null, "x")).toEqual(["_result", "onFCSubscribe NetStream.Play.Start"]);
  expect(ask("FCUnsubscribe", 0, null, "x")).toEqual(["onFCUnsubscribe NetStream.Play.Stop"]);
  expect(ask("setFastPlay", 5, null, 1)).toEqual(["_error NetConnection.Call.Failed"]);
  expect(ask("setFastPlay", 0, null, 1)).toEqual([]);
  expect(ask("toString", 0, null)).toEqual([]);
  expect(ask("__proto__", 6, null)).toEqual(["_error NetConnection.Call.Failed"]);
});

test.for([
  { call: "_checkbw", check: "_onbwcheck", done: "_onbwdone" },
  { call: "checkBandwidth", check: "onBWCheck", done: "onBWDone" },
])("$call measures the line", ({ call, check, done }) => {
  const client = RawClient.connected();
  client.command(0, call, 3, null);
  expect(summarise(client.hear())).toEqual(["_result", check]);
  // Asked again meanwhile, it does not begin anew.
  client.command(0, call, 4, null);
  expect(summarise(client.hear())).toEqual(["_result"]);
  client.nowMs += 20;
  client.command(0, "_result", 1, null, 0);
  const [probe] = client.hear();
  expect(probe?.message).toMatchObject({ name: check, transactionId: 2 });
  client.command(0, "_result", 99, null, 0);
  expect(client.hear()).toEqual([]);
  client.nowMs += 20 + 131;
  client.command(0, "_result", 2, null, 0);
  // 131 kilobits in 131 ms.
  expect(client.hear()[0]?.message).toMatchObject({ name: done, values: [null, 1001, 131, 0.131, 20] });
});

test("nobody publishes", () => {
  const client = RawClient.connected();
  expect(client.command(0, "releaseStream", 3, null, "x")).toEqual([
    { kind: "publishRefused", streamName: "x" },
  ]);
  client.command(0, "FCPublish", 0, null, "x");
  client.command(1, "publish", 4, null, "x", "live");
  const heard = client.hear();
  expect(summarise(heard)).toEqual([
    "_error NetStream.Publish.BadName",
    "onStatus NetStream.Publish.BadName",
  ]);
});

test("tells the length of a stream in seconds, 0 for one that is not there", () => {
  const client = RawClient.connected();
  const [first] = client.command(0, "getStreamLength", 3, null, "x?a=b");
  const [second] = client.command(0, "getStreamLength", 4, null, "missing");
  if (first?.kind !== "getStreamLength" || second?.kind !== "getStreamLength") throw new Error("not heard");
  expect(first.streamName).toBe("x?a=b");
  client.session.answerStreamLength(second.token, undefined);
  client.session.answerStreamLength(first.token, 12_500);
  expect(client.hear().map(({ message }) => message)).toEqual([
    { kind: "command", name: "_result", transactionId: 4, values: [null, 0] },
    { kind: "command", name: "_result", transactionId: 3, values: [null, 12.5] },
  ]);
});

test("hears buffer lengths, wishes and pings", () => {
  const client = RawClient.connected();
  expect(client.message(4, 0, [0, 3, 0, 0, 0, 1, 0, 0, 0x0b, 0xb8])).toEqual([
    { kind: "setBufferLength", msid: 1, ms: 3000 },
  ]);
  expect(client.command(1, "receiveAudio", 0, null, false)).toEqual([
    { kind: "receiveAudio", msid: 1, isWanted: false },
  ]);
  expect(client.command(1, "receiveVideo", 0, null, true)).toEqual([
    { kind: "receiveVideo", msid: 1, isWanted: true },
  ]);
  expect(client.message(4, 0, [0, 6, 1, 2, 3, 4])).toEqual([]);
  expect(client.hear()[0]?.message).toEqual({
    kind: "userControl",
    event: "pingResponse",
    timestampMs: 0x01020304,
  });
  client.session.ping(2 ** 32 + 5);
  expect(client.hear()[0]?.message).toEqual({ kind: "userControl", event: "pingRequest", timestampMs: 5 });
});

test("acknowledgements count past 32 bits", () => {
  const client = RawClient.connected();
  const ack = (value: number): readonly ServerEvent[] =>
    client.message(3, 0, [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
  expect(ack(2_000_000_000)).toEqual([{ kind: "ack", bytes: 2_000_000_000 }]);
  expect(ack(4_000_000_000)).toEqual([{ kind: "ack", bytes: 4_000_000_000 }]);
  expect(ack(5)).toEqual([{ kind: "ack", bytes: 2 ** 32 + 5 }]);
  expect(ack(4)).toEqual([{ kind: "ack", bytes: 2 ** 32 + 4 }]);
  expect(client.session.acknowledgedBytes).toBe(2 ** 32 + 4);
});

test("acknowledges what it receives, once the client has set a window", () => {
  const client = RawClient.connected();
  client.message(5, 0, [0, 0, 4, 0]);
  const received = client.session.receivedBytes;
  // What came before the window was set counts at once; then there is one for each kilobyte.
  expect(client.hear().map(({ message }) => message)).toEqual([
    { kind: "acknowledgement", sequenceNumber: received },
  ]);
  for (let index = 0; index < 10; index++) client.message(9, 1, new Uint8Array(90));
  expect(client.hear()).toEqual([]);
  client.message(9, 1, new Uint8Array(90));
  expect(summarise(client.hear())).toEqual(["acknowledgement"]);
});

test("AMF3 commands are understood, and answered in AMF0", () => {
  const client = new RawClient();
  client.hear();
  const event = connectOf(
    client.message(17, 0, [0, ...encodeAmf0(["connect", 1, { app: "cfx/st", objectEncoding: 3 }])]),
  );
  expect(event.objectEncoding).toBe(3);
  client.session.acceptConnect(event.token);
  expect(client.message(17, 0, [0, ...encodeAmf0(["createStream", 2, null])])).toEqual([
    { kind: "createStream", msid: 1 },
  ]);
  expect(summarise(client.hear())).toEqual([
    "streamBegin 0",
    "_result NetConnection.Connect.Success",
    "_result",
  ]);
});

test("a deleted stream's id is given again", () => {
  const client = RawClient.connected();
  expect(client.command(0, "createStream", 3, null)).toEqual([{ kind: "createStream", msid: 2 }]);
  client.command(0, "deleteStream", 0, null, 1);
  expect(client.command(0, "createStream", 4, null)).toEqual([{ kind: "createStream", msid: 1 }]);
});

test("the server can ask for another connection, and end this one", () => {
  const client = RawClient.connected();
  client.session.acceptPlay(play(client).token);
  client.hear();
  client.session.requestReconnect("The edge is updated.", "rtmp://other/cfx/st");
  client.session.unpublish(1);
  client.session.shutDown({
    code: "NetConnection.Connect.Closed",
    description: "The distribution was disabled.",
  });
  const heard = client.hear();
  expect(summarise(heard)).toEqual([
    "onStatus NetConnection.Connect.ReconnectRequest",
    "onStatus NetStream.Play.UnpublishNotify",
    "onStatus NetConnection.Connect.Closed",
    "close",
  ]);
  expect(infoOf(heard)).toMatchObject({ tcUrl: "rtmp://other/cfx/st" });
  expect(client.session.isClosed).toBe(true);
  client.session.sendMedia(Uint8Array.of(1));
  expect(client.session.sendData(1, 0, ["onMetaData"])).toBe(false);
  expect(client.hear()).toEqual([]);
});

test("media goes out in order, without a copy, and is counted", () => {
  const client = RawClient.connected();
  const { session } = client;
  session.acceptPlay(play(client).token);
  const before = session.sentBytes;
  const block = Uint8Array.of(4, 0, 0, 0, 0, 0, 1, 8, 1, 0, 0, 0, 9);
  session.sendMedia(block);
  session.notifyBuffer(1, "bufferEmpty");
  session.sendMedia(block);
  const pieces = session.takeOutput();
  expect(pieces).toHaveLength(4);
  expect(pieces[1]).toBe(block);
  expect(pieces[3]).toBe(block);
  expect(session.sentBytes - before).toBe(pieces.reduce((sum, { length }) => sum + length, 0));
});
