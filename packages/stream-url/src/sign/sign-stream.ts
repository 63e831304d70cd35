import { withoutExtension } from "../reference/media-name.ts";
import { barePlayName } from "../reference/play-name.ts";
import type { StreamReference } from "../reference/stream-reference.ts";
import { encodeCloudFrontBase64 } from "./cloudfront-base64.ts";
import { MAX_EPOCH_SECONDS, policyText } from "./policy.ts";

/** A CloudFront key pair, and the means to sign with it: Node's `crypto.sign` or WebCrypto's `subtle.sign`. */
export interface StreamSigner {
  /** As the `Key-Pair-Id` parameter names it: `APKA…`. */
  readonly keyPairId: string;
  /** RSASSA-PKCS1-v1_5 with SHA-1 over `message`. */
  readonly sign: (message: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;
}

/** With anything but the expiry, the policy becomes a custom one. */
export interface SignStreamOptions {
  /** Seconds since 1970-01-01 UTC, at most {@link MAX_EPOCH_SECONDS}. Checked when playback starts. */
  readonly expiresEpochSeconds: number;
  /** Seconds since 1970-01-01 UTC. */
  readonly notBeforeEpochSeconds?: number;
  /** IPv4 address or CIDR range. */
  readonly sourceIp?: string;
  /** Instead of the stream's own name: a pattern such as `videos/*`. */
  readonly resource?: string;
  /**
   * Whether the name in the policy has its extension. `as-played` is the name as Flash Media Server gets it (`.flv` and
   * `.mp3` off, `.mp4` on), right for every player that sends what it should.
   */
  readonly extension?: "as-played" | "with" | "without";
}

/** A signed stream name, and what its signature says. */
export interface SignedStream {
  /** The stream with its own parameters first and the signature behind them; made into anything like any other reference. */
  readonly reference: StreamReference;
  /** The text that was signed. */
  readonly policy: string;
}

/**
 * Signs a stream name for a distribution with trusted signers.
 *
 * Only the name is signed: no host, no `cfx/st`, no `mp4:`, no query.
 *
 * @throws RangeError for a date that is no whole number of seconds or past 2038
 */
export async function signStream(
  reference: StreamReference,
  signer: StreamSigner,
  options: SignStreamOptions,
): Promise<SignedStream> {
  const { expiresEpochSeconds, extension = "as-played", notBeforeEpochSeconds, resource, sourceIp } = options;
  for (const seconds of [expiresEpochSeconds, notBeforeEpochSeconds ?? 1]) {
    if (Number.isInteger(seconds) && seconds > 0 && seconds <= MAX_EPOCH_SECONDS) continue;
    throw new RangeError(`a policy's date is whole seconds from 1 to ${MAX_EPOCH_SECONDS}, not ${seconds}`);
  }
  const isCustom = resource !== undefined || sourceIp !== undefined || notBeforeEpochSeconds !== undefined;
  const policy = policyText({
    resource: resource ?? streamResource(reference, extension),
    expiresEpochSeconds,
    notBeforeEpochSeconds,
    sourceIp: sourceIp === undefined || sourceIp.includes("/") ? sourceIp : `${sourceIp}/32`,
  });
  const message = new TextEncoder().encode(policy);
  const signature = encodeCloudFrontBase64(await signer.sign(message));
  const what = isCustom ? `Policy=${encodeCloudFrontBase64(message)}` : `Expires=${expiresEpochSeconds}`;
  const own = reference.query === "" ? "" : `${reference.query}&`;
  const query = `${own}${what}&Signature=${signature}&Key-Pair-Id=${signer.keyPairId}`;
  return Object.freeze({ reference: Object.freeze({ ...reference, query }), policy });
}

/** The Resource of a stream: its name without prefix. */
export function streamResource(
  reference: StreamReference,
  extension: "as-played" | "with" | "without",
): string {
  if (extension === "with") return reference.key;
  if (extension === "without") return withoutExtension(reference.key);
  return barePlayName(reference.key, reference.kind).replace(/^mp[34]:/, "");
}
