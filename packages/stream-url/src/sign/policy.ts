/**
 * Policies of signed stream names.
 *
 * Canned: Resource and DateLessThan; the policy itself is not sent, both sides build the same text.
 * Custom: also DateGreaterThan, IpAddress and wildcards in Resource; sent in the `Policy` parameter.
 * The text has no white space, and its members stand in this order.
 *
 * Source: developer guide, "Creating a policy statement for a signed URL".
 */

/** Latest moment a policy may name (guide: 2147483647, 03:14:07 UTC on 2038-01-19). */
export const MAX_EPOCH_SECONDS = 2_147_483_647;

/** Name of every date of a policy. */
export const EPOCH = "AWS:EpochTime";

/** What a policy says, taken out of its JSON. */
export interface StreamPolicy {
  /** Name of the stream as the player sends it, without prefix; may hold `*` and `?`. */
  readonly resource: string;
  /** `DateLessThan`: seconds since 1970-01-01 UTC. */
  readonly expiresEpochSeconds: number;
  /** `DateGreaterThan`: seconds since 1970-01-01 UTC. */
  readonly notBeforeEpochSeconds?: number | undefined;
  /** IPv4 address or CIDR range. */
  readonly sourceIp?: string | undefined;
}

/** The exact text that is signed. */
export function policyText(policy: StreamPolicy): string {
  const { expiresEpochSeconds, notBeforeEpochSeconds, resource, sourceIp } = policy;
  return JSON.stringify({
    Statement: [
      {
        Resource: resource,
        Condition: {
          DateLessThan: { [EPOCH]: expiresEpochSeconds },
          // `stringify` leaves out what is undefined.
          DateGreaterThan: notBeforeEpochSeconds && { [EPOCH]: notBeforeEpochSeconds },
          IpAddress: sourceIp && { "AWS:SourceIp": sourceIp },
        },
      },
    ],
  });
}
