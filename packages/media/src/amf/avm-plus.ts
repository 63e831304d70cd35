import type { ByteReader } from "../bytes/byte-reader.ts";
import type { ByteWriter } from "../bytes/byte-writer.ts";
import type { AmfBudget } from "./amf-limits.ts";
import type { Amf3Value } from "./amf3.ts";

/**
 * Reads the value behind AMF0's switch to AMF3 (marker 0x11): `readAmf3`. Whoever never meets the switch leaves it
 * out, and with it the whole of AMF3: a page that plays over RTMP pays for AMF0 alone.
 */
export type AvmPlusReader = (reader: ByteReader, budget: AmfBudget) => Amf3Value;

/** Writes the value behind AMF0's switch to AMF3: `writeAmf3`. */
export type AvmPlusWriter = (writer: ByteWriter, value: Amf3Value, budget: AmfBudget) => void;
