/** Checking signed stream names, as the edge does when playback starts. Signing is in `sign.ts`. */
export { decodeCloudFrontBase64 } from "./sign/cloudfront-base64.ts";
export { evaluatePolicy, type PolicyContext, type PolicyRefusal } from "./sign/evaluate-policy.ts";
export { matchesResource, type RequestedStream } from "./sign/match-resource.ts";
export { parsePolicy } from "./sign/parse-policy.ts";
export {
  parseSignedName,
  type SignatureFault,
  type SignedName,
  type SignedQuery,
} from "./sign/parse-signed-name.ts";
export type { StreamPolicy } from "./sign/policy.ts";
export { type SignatureRefusal, type VerifyContext, verifyStream } from "./sign/verify-stream.ts";
