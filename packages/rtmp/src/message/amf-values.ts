import {
  AMF_LIMITS,
  Amf0AvmPlus,
  type Amf0Value,
  AmfError,
  type AmfLimits,
  decodeAmf0,
} from "@oxbow/media/amf";
import { RtmpProtocolError } from "../rtmp-error.ts";
import type { Amf3Support } from "./amf3-support.ts";

/** How the values of commands and data are read. */
export interface AmfReading {
  readonly limits: AmfLimits;
  /** `AMF3_SUPPORT`; without it a value that switches to AMF3 is an error. */
  readonly amf3?: Amf3Support | undefined;
}

/** Commands are short: no client nests or lists more than this. */
export const COMMAND_AMF_LIMITS: AmfLimits = Object.freeze({ ...AMF_LIMITS, maxDepth: 32, maxValues: 4096 });

/**
 * Decodes the values of a command or data message.
 *
 * The AMF3 forms (types 17 and 15) begin with a byte 0 and go on in AMF0, which may switch to AMF3 value by value;
 * those values are given as what AMF0 would have said, so nobody above needs to know.
 *
 * @throws RtmpProtocolError
 */
export function decodeAmfValues(
  body: Uint8Array,
  isAmf3: boolean,
  { limits, amf3 }: AmfReading,
  streamOffset: number,
): readonly Amf0Value[] {
  try {
    const values = decodeAmf0(isAmf3 && body[0] === 0 ? body.subarray(1) : body, limits, amf3?.read);
    return values.map((value) =>
      value instanceof Amf0AvmPlus ? amf3?.toAmf0(value.value, limits.maxDepth) : value,
    );
  } catch (error) {
    if (!(error instanceof AmfError)) throw error;
    throw new RtmpProtocolError("ERR_RTMP_AMF", `${error.code}: ${error.message}`, streamOffset);
  }
}
