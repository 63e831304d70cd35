export { AmfError, type AmfErrorCode } from "./amf/amf-error.ts";
export { AMF_LIMITS, type AmfBudget, type AmfLimits } from "./amf/amf-limits.ts";
export { AmfDate, AmfXml } from "./amf/amf-values.ts";
export {
  Amf0AvmPlus,
  Amf0EcmaArray,
  type Amf0Object,
  Amf0TypedObject,
  Amf0Unsupported,
  type Amf0Value,
  amf0Properties,
  isAmf0Object,
} from "./amf/amf0.ts";
export {
  Amf3Array,
  Amf3Dictionary,
  Amf3Externalizable,
  type Amf3Members,
  Amf3NumberVector,
  Amf3Object,
  Amf3ObjectVector,
  type Amf3Value,
  type Amf3Vector,
} from "./amf/amf3.ts";
export type { AvmPlusReader, AvmPlusWriter } from "./amf/avm-plus.ts";
export { Amf0Decoder, decodeAmf0 } from "./amf/decode-amf0.ts";
export { decodeAmf3, readAmf3 } from "./amf/decode-amf3.ts";
export { type EncodeAmf0Options, encodeAmf0 } from "./amf/encode-amf0.ts";
export { encodeAmf3, writeAmf3 } from "./amf/encode-amf3.ts";
