import { ByteWriter } from "@oxbow/media/bytes";
import { writeChunks } from "../chunk/chunk-writer.ts";
import { INITIAL_CHUNK_SIZE } from "../chunk/raw-message.ts";
import { MESSAGE_TYPE } from "../message/message-type.ts";
import { encodeUserControl } from "../message/user-control.ts";
import { CONTROL_CSID } from "./session-output.ts";

/** What a viewer whose buffer is kept full is told with every segment. */
export type BufferEvent = "bufferEmpty" | "bufferReady" | "streamDry";

/** Message streams are counted from 1; hardly a client opens more than two. */
const KNOWN_STREAMS = 16;

const known = new Map<string, Uint8Array>();

/** A whole message, the same bytes for all sessions. It is shorter than any chunk may be. */
export function bufferMessage(event: BufferEvent, msid: number): Uint8Array {
  const key = `${event} ${msid}`;
  const made = known.get(key);
  if (made !== undefined) return made;
  const writer = new ByteWriter();
  const body = encodeUserControl({ event, msid });
  const message = { typeId: MESSAGE_TYPE.userControl, msid: 0, timestampMs: 0, body };
  writeChunks(writer, CONTROL_CSID, message, INITIAL_CHUNK_SIZE);
  const bytes = writer.toBytes();
  if (msid <= KNOWN_STREAMS) known.set(key, bytes);
  return bytes;
}
