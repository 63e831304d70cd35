import { matchesResource, type RequestedStream } from "./match-resource.ts";
import type { StreamPolicy } from "./policy.ts";

/** Why a policy does not allow a viewer; the codes of `@oxbow/stream-url/diagnose`. */
export type PolicyRefusal = "CFX-SIGN-RESOURCE" | "CFX-SIGN-EXPIRED" | "CFX-SIGN-NOT-YET" | "CFX-SIGN-IP";

/** Who asks for what, and when. */
export interface PolicyContext extends RequestedStream {
  /** Seconds since 1970-01-01 UTC. */
  readonly nowEpochSeconds: number;
  /** The viewer's address; IPv4, or IPv4 mapped into IPv6. */
  readonly sourceIp: string;
}

/** What stands against playing, or `undefined` when the policy allows it. To be asked when playback starts, not later. */
export function evaluatePolicy(policy: StreamPolicy, context: PolicyContext): PolicyRefusal | undefined {
  if (!matchesResource(policy.resource, context)) return "CFX-SIGN-RESOURCE";
  // Written so that a date that is not a number refuses.
  if (!(context.nowEpochSeconds < policy.expiresEpochSeconds)) return "CFX-SIGN-EXPIRED";
  const { notBeforeEpochSeconds, sourceIp } = policy;
  if (notBeforeEpochSeconds !== undefined && !(context.nowEpochSeconds > notBeforeEpochSeconds)) {
    return "CFX-SIGN-NOT-YET";
  }
  return sourceIp === undefined || isInRange(context.sourceIp, sourceIp) ? undefined : "CFX-SIGN-IP";
}

/** IPv4 only, as CloudFront has it; `0.0.0.0/0` lets everybody in. */
function isInRange(address: string, range: string): boolean {
  const [, network = "", digits = "32"] = /^([\d.]+)(?:\/(\d{1,2}))?$/.exec(range) ?? [];
  const base = toInteger(network);
  const bits = Number(digits);
  const viewer = bits === 0 ? base : toInteger(address.replace(/^::ffff:/i, ""));
  if (base === undefined || viewer === undefined || bits > 32) return false;
  return bits === 0 || (viewer ^ base) >>> (32 - bits) === 0;
}

function toInteger(address: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) return undefined;
  const octets = address.split(".").map(Number);
  return octets.some((octet) => octet > 255)
    ? undefined
    : octets.reduce((value, octet) => (value << 8) | octet);
}
