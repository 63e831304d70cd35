import { withoutExtension } from "../reference/media-name.ts";
import type { StreamReference } from "../reference/stream-reference.ts";
import { parseSignedName } from "../sign/parse-signed-name.ts";
import { MAX_EPOCH_SECONDS } from "../sign/policy.ts";
import { streamResource } from "../sign/sign-stream.ts";
import type { SigningCode } from "./diagnosis.ts";

/** What can be said of a signature without its key. A canned policy does not show what was signed. */
export function lintSignature(
  reference: StreamReference,
  nowEpochSeconds: number | undefined,
): readonly SigningCode[] {
  if (!/(?:^|&)(?:Expires|Policy|Signature|Key-Pair-Id)=/.test(reference.query)) return [];
  const signed = parseSignedName(reference.query);
  if (!signed.ok) return [signed.fault];

  const codes: SigningCode[] = [];
  const { custom, expiresEpochSeconds } = signed;
  if (expiresEpochSeconds > MAX_EPOCH_SECONDS) codes.push("CFX-SIGN-EPOCH-32BIT");
  if (nowEpochSeconds !== undefined && expiresEpochSeconds <= nowEpochSeconds) codes.push("CFX-SIGN-EXPIRED");
  const resource = custom?.policy.resource ?? "";
  if (/cfx\/st|:\/\//.test(resource)) codes.push("CFX-SIGN-CFXST-IN-RESOURCE");
  else if (/^(?:mp4|mp3|flv):/.test(resource)) codes.push("CFX-SIGN-PREFIX-IN-RESOURCE");
  else if (resource !== "" && !/[*?]/.test(resource)) {
    const played = streamResource(reference, "as-played");
    if (withoutExtension(resource) === withoutExtension(played)) {
      if (resource !== played) codes.push("CFX-SIGN-EXT-MISMATCH");
    } else codes.push("CFX-SIGN-RESOURCE");
  }
  return codes;
}
