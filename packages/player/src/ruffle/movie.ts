/**
 * The Flash movie that plays a film inside Ruffle: one frame, one `Video` as large as the stage, one `NetStream` on
 * a `NetConnection` to nowhere, which is Flash's way to play a file over HTTP. It is made here, byte by byte, since
 * it is as large as the film. A page works it by `ExternalInterface`: {@link MOVIE_CALLS}.
 *
 * Source: SWF File Format Specification 19: chapter 1 (header, RECT), 2 (record headers), 3 (display list),
 * 5 (actions of SWF 3 to 7), 14 (DefineVideoStream).
 */

/** The names of what the page may call. */
export const MOVIE_CALLS = {
  /** Plays an address from its beginning. */
  open: "oxbowOpen",
  /** `true` holds, `false` goes on. */
  hold: "oxbowHold",
  /** Answers `SECONDS|CODE,CODE,…`: where it is, and the status codes since it was last asked. */
  look: "oxbowLook",
} as const;

/** Builds the movie for a picture of this size, in pixels. */
export function createMovie(width: number, height: number): Uint8Array<ArrayBuffer> {
  const body = [
    ...rectangle(width * TWIPS, height * TWIPS),
    // Sixty frames a second, as 8.8 fixed point: the stream is ticked as often as a screen is drawn.
    ...[0x00, 60],
    ...uint16(1),
    // FileAttributes without any: SWF 8 wants it first.
    ...tag(69, [0, 0, 0, 0]),
    ...tag(9, [0, 0, 0]),
    // DefineVideoStream: character 1, no frames of its own, smoothing, codec by what is attached.
    ...tag(60, [...uint16(1), ...uint16(0), ...uint16(width), ...uint16(height), 0x01, 0x00]),
    // PlaceObject2 with a character and a name: depth 1, character 1, "v".
    ...tag(26, [0x22, ...uint16(1), ...uint16(1), ...text("v")]),
    ...tag(12, [...script(), 0x00]),
    ...tag(1, []),
    ...tag(0, []),
  ];
  const byteLength = 8 + body.length;
  return Uint8Array.from([
    0x46,
    0x57,
    0x53,
    8,
    ...uint16(byteLength & 0xffff),
    ...uint16(byteLength >>> 16),
    ...body,
  ]);
}

/** Twentieths of a pixel. */
const TWIPS = 20;

type Bytes = readonly number[];

const ADD2 = 0x47;
const CALL_METHOD = 0x52;
const DEFINE_FUNCTION = 0x9b;
const GET_MEMBER = 0x4e;
const GET_VARIABLE = 0x1c;
const NEW_OBJECT = 0x40;
const POP = 0x17;
const PUSH = 0x96;
const RETURN = 0x3e;
const SET_MEMBER = 0x4f;
const SET_VARIABLE = 0x1d;

/** The one action block, beside each step what it would read in ActionScript. */
function script(): Bytes {
  const stream = variable("n");
  const note = assign("log", add(variable("log"), add(member(variable("i"), "code"), push(","))));
  return [
    ...assign("log", push("")),
    // c = new NetConnection(); c.connect(null); n = new NetStream(c);
    ...assign("c", create("NetConnection")),
    ...call(variable("c"), "connect", NULL),
    ...assign("n", create("NetStream", variable("c"))),
    // A stream for each address: Ruffle goes on to fill the old one from where it was told to play before.
    // n.pause(true); n = new NetStream(c); v.attachVideo(n); log = "";
    // n.onStatus = function (i) { log = log + i.code + ","; }; n.play(u);
    ...offer(
      MOVIE_CALLS.open,
      ["u"],
      [
        ...call(stream, "pause", TRUE),
        ...assign("n", create("NetStream", variable("c"))),
        ...call(variable("v"), "attachVideo", stream),
        ...assign("log", push("")),
        ...stream,
        ...push("onStatus"),
        ...define(["i"], note),
        SET_MEMBER,
        ...call(stream, "play", variable("u")),
      ],
    ),
    ...offer(MOVIE_CALLS.hold, ["b"], call(stream, "pause", variable("b"))),
    // r = n.time + "|" + log; log = ""; return r;
    ...offer(
      MOVIE_CALLS.look,
      [],
      [
        ...assign("r", add(member(stream, "time"), add(push("|"), variable("log")))),
        ...assign("log", push("")),
        ...variable("r"),
        RETURN,
      ],
    ),
  ];
}

/** `flash.external.ExternalInterface.addCallback(name, null, function (…parameters) { … })` */
function offer(name: string, parameters: readonly string[], code: Bytes): Bytes {
  const external = member(member(variable("flash"), "external"), "ExternalInterface");
  return call(external, "addCallback", push(name), NULL, define(parameters, code));
}

function push(value: string): Bytes {
  return action(PUSH, [0x00, ...text(value)]);
}

const NULL: Bytes = action(PUSH, [0x02]);
const TRUE: Bytes = action(PUSH, [0x05, 1]);

function count(value: number): Bytes {
  return action(PUSH, [0x07, value, 0, 0, 0]);
}

function variable(name: string): Bytes {
  return [...push(name), GET_VARIABLE];
}

function member(object: Bytes, name: string): Bytes {
  return [...object, ...push(name), GET_MEMBER];
}

function add(left: Bytes, right: Bytes): Bytes {
  return [...left, ...right, ADD2];
}

function assign(name: string, value: Bytes): Bytes {
  return [...push(name), ...value, SET_VARIABLE];
}

function create(className: string, ...values: readonly Bytes[]): Bytes {
  return [...values.toReversed().flat(), ...count(values.length), ...push(className), NEW_OBJECT];
}

/** Calls a method and forgets its answer. */
function call(object: Bytes, name: string, ...values: readonly Bytes[]): Bytes {
  return [...values.toReversed().flat(), ...count(values.length), ...object, ...push(name), CALL_METHOD, POP];
}

function define(parameters: readonly string[], code: Bytes): Bytes {
  const head = [
    ...text(""),
    ...uint16(parameters.length),
    ...parameters.flatMap(text),
    ...uint16(code.length),
  ];
  return [...action(DEFINE_FUNCTION, head), ...code];
}

function action(code: number, data: Bytes): Bytes {
  return [code, ...uint16(data.length), ...data];
}

/** A tag with the long form of the record header, whatever its length. */
function tag(code: number, data: Bytes): Bytes {
  return [...uint16((code << 6) | 0x3f), ...uint16(data.length), 0, 0, ...data];
}

function uint16(value: number): Bytes {
  return [value & 0xff, (value >>> 8) & 0xff];
}

/** Names in this movie are ASCII. */
function text(value: string): Bytes {
  return [...new TextEncoder().encode(value), 0];
}

/** RECT from the origin, twenty bits a side: five bits of width, then left, right, top, bottom. */
function rectangle(width: number, height: number): Bytes {
  const bits = [5 + 15, 0, width, 0, height]
    .map((value, index) => value.toString(2).padStart(index === 0 ? 5 : 20, "0"))
    .join("")
    .padEnd(88, "0");
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}
