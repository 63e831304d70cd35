/** Signing stream names. Checking signatures, which only an edge does, is in `verify.ts`. */
export { encodeCloudFrontBase64 } from "./sign/cloudfront-base64.ts";
export { MAX_EPOCH_SECONDS, policyText, type StreamPolicy } from "./sign/policy.ts";
export {
  type SignedStream,
  type SignStreamOptions,
  type StreamSigner,
  signStream,
  streamResource,
} from "./sign/sign-stream.ts";
