import { type Amf0Value, encodeAmf0 } from "@oxbow/media/amf";
import { RtmpProtocolError } from "../rtmp-error.ts";
import { type AmfReading, decodeAmfValues } from "./amf-values.ts";

/** A remote call, or the answer to one. Source: RTMP 1.0 §7.1.1, §7.2. */
export interface CommandMessage {
  readonly kind: "command";
  readonly name: string;
  /** 0 when no answer is wanted. */
  readonly transactionId: number;
  /** The command object and what follows it. */
  readonly values: readonly Amf0Value[];
}

/** @throws RtmpProtocolError for a command without a name. */
export function decodeCommand(
  body: Uint8Array,
  isAmf3: boolean,
  reading: AmfReading,
  streamOffset: number,
): CommandMessage {
  const [name, transactionId, ...values] = decodeAmfValues(body, isAmf3, reading, streamOffset);
  if (typeof name !== "string") {
    throw new RtmpProtocolError("ERR_RTMP_COMMAND", "a command does not begin with its name", streamOffset);
  }
  // Some clients leave the transaction id of calls without an answer out.
  const id = typeof transactionId === "number" && Number.isFinite(transactionId) ? transactionId : 0;
  return { kind: "command", name, transactionId: id, values };
}

export function encodeCommand({ name, transactionId, values }: Omit<CommandMessage, "kind">): Uint8Array {
  return encodeAmf0([name, transactionId, ...values]);
}
