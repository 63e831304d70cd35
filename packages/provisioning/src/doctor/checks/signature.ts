import { lint } from "@oxbow/stream-url/diagnose";
import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";

const CODE = "SIGNATURE";

/** A signed name signs the name alone (no prefix, no host) and is not expired; with trusted signers it has to be signed. */
export function checkSignature({ parsed, input, cloud, settings, probe, site }: Patient): CheckResult {
  if (!parsed.ok) return cannotTell(CODE, `there is no name to look at: ${parsed.error}`);
  const nowEpochSeconds = Math.floor((cloud?.serviceTime ?? settings.now()).getTime() / 1000);
  const wrong = lint(input, { nowEpochSeconds }).find(
    ({ code, severity }) => code.startsWith("CFX-SIGN-") && severity === "error",
  );
  if (wrong !== undefined) return fault(CODE, `${wrong.code}: ${wrong.message}`, wrong.fix);
  const isSigned = /(?:^|&)Signature=/.test(parsed.reference.query);
  const signers = cloud?.distribution?.StreamingDistributionConfig?.TrustedSigners;
  if (signers?.Enabled !== true) {
    return cloud?.distribution === undefined && isSigned
      ? cannotTell(CODE, "the distribution's trusted signers are not known")
      : ok(CODE, isSigned ? "the name is signed, though it need not be" : "names need not be signed");
  }
  if (!isSigned) {
    // A site's own names are signed by its page, which cannot be asked.
    if (site !== undefined) return cannotTell(CODE, "the site's names are signed when they are played");
    return fault(
      CODE,
      "the distribution has trusted signers, and the name is not signed",
      "sign the stream name: name?Expires=…&Signature=…&Key-Pair-Id=…",
    );
  }
  return probe?.stage === "playing"
    ? ok(CODE, "the signature is accepted")
    : cannotTell(CODE, "nothing is wrong with its form; whether the key is right only playing tells");
}
