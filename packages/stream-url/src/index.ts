export {
  type DistributionAddress,
  type FromDistributionOptions,
  fromDistribution,
} from "./reference/from-distribution.ts";
export { EXTENSIONS, type MediaKind, mediaExtension } from "./reference/media-name.ts";
export {
  type ParsedStream,
  type ParseErrorCode,
  parseStream,
  type StreamInput,
} from "./reference/parse-stream.ts";
export type { ParseWarning, ParseWarningCode } from "./reference/parse-warning.ts";
export { playName } from "./reference/play-name.ts";
export {
  CLOUDFRONT_APP,
  connectUrl,
  DEFAULT_PORTS,
  type StreamProtocol,
  type StreamReference,
} from "./reference/stream-reference.ts";
export { type StreamerFile, toStreamerFile } from "./reference/to-streamer-file.ts";
export { DEFAULT_EDGE, toEdgeUrl, toUrl } from "./reference/to-url.ts";
export { type ResolvedStream, type ResolveOptions, resolveStream } from "./resolve/resolve-stream.ts";
export { type Configuration, type GenerateOptions, generate, predictWire } from "./targets/generate.ts";
export type { ClientInput, Target, Wire } from "./targets/target.ts";
