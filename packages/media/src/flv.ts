export { type BodyDescription, describeAudioBody, describeVideoBody } from "./flv/flv-body.ts";
export { onId3Packet, onMetaDataPacket, withoutKeyframes, withShiftedKeyframes } from "./flv/flv-metadata.ts";
export {
  decodeFlvTagHeader,
  encodeFlvTag,
  FLV_BACK_POINTER_BYTES,
  FLV_FILE_HEADER_BYTES,
  FLV_TAG_HEADER_BYTES,
  type FlvTagHeader,
  flvHeader,
} from "./flv/flv-tag.ts";
