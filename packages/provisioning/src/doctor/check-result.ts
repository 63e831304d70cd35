/** What one item of the troubleshooting list came to. */
export interface CheckResult {
  readonly code: CheckCode;
  /** `cannot-tell`: what it takes to know was not there (no API, no address, an item that fails before this one). */
  readonly verdict: "ok" | "fault" | "cannot-tell";
  /** What was seen, with the value. */
  readonly evidence: string;
  /** What to do; "" unless the verdict is `fault`. */
  readonly fix: string;
}

/** Every item of the list, in the order in which it is answered. */
export type CheckCode =
  /** The streamer is a web distribution, or the page is served by an RTMP one. */
  | "DISTRIBUTIONS_SWAPPED"
  /** `cfx/st` does not stand right after the host, or stands in an object's key. */
  | "CFX_ST"
  /** Prefix and extension of the name do not lead to an object. */
  | "STREAM_NAME"
  /** RTMP's port cannot be reached. */
  | "PORT_1935"
  /** The player waits for a missing file in silence: `play` without 0, -1. */
  | "PLAY_SILENT"
  /** The object is readable neither by everybody nor through an identity. */
  | "OBJECT_PRIVATE"
  /** The bucket does not let the distribution's origin access identity read. */
  | "IDENTITY_NOT_GRANTED"
  /** A Flash Video file under a key that does not end in `.flv`. */
  | "FLV_NAME"
  /** The distribution is not there, InProgress or disabled. */
  | "NOT_SERVING"
  /** An alternate domain name does not point at the distribution. */
  | "ALIAS"
  /** A signed name that is expired, wrongly made, or missing where it has to be. */
  | "SIGNATURE"
  /** This machine's clock is not the service's. */
  | "CLOCK_SKEW"
  /** The logging bucket does not let the log delivery write. */
  | "LOGGING_GRANT"
  /** Everything above is well, and still no frame arrives. */
  | "FIRST_FRAME";

export function ok(code: CheckCode, evidence: string): CheckResult {
  return { code, verdict: "ok", evidence, fix: "" };
}

export function fault(code: CheckCode, evidence: string, fix: string): CheckResult {
  return { code, verdict: "fault", evidence, fix };
}

export function cannotTell(code: CheckCode, evidence: string): CheckResult {
  return { code, verdict: "cannot-tell", evidence, fix: "" };
}
