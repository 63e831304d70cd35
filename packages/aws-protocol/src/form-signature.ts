/**
 * Who signed a POST form: S3's browser uploads sign the base64 text of their policy, by Version 4 or 2.
 *
 * Source: S3 API reference, "Browser-based uploads using POST"; texts: s3-errors-aws.tsv.
 */
import type { Accounts } from "./accounts.ts";
import { type AuthMode, requireCredential } from "./authenticate.ts";
import type { Principal } from "./principal.ts";
import { ServiceError } from "./service-error.ts";
import { parseCredential } from "./signature/credential-scope.ts";
import { credentialMalformed, signatureDoesNotMatch } from "./signature/signature-errors.ts";
import { signaturesMatch } from "./signature/signatures-match.ts";
import { signingKey, signV4 } from "./signature/signing-key.ts";
import { signV2 } from "./signature/sigv2.ts";

const V4_FIELDS = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Signature"] as const;
const V2_FIELDS = ["AWSAccessKeyId", "Signature"] as const;

/**
 * The principal of a form, its fields by lower-case name. Anonymous when there is no policy and no signature field.
 * In strict mode the signature must be right. The policy's conditions are the caller's.
 */
export function authenticateForm(
  fields: Readonly<Record<string, string>>,
  accounts: Accounts,
  mode: AuthMode,
): Principal {
  const isV4 = V4_FIELDS.some((name) => name.toLowerCase() in fields);
  const isV2 = !isV4 && V2_FIELDS.some((name) => name.toLowerCase() in fields);
  if (!isV4 && !isV2) {
    // A policy is only good with a signature (tsv: test_post_request_missing_fields).
    if ("policy" in fields) throw new ServiceError("AccessDenied", "Access Denied", { status: 403 });
    return { kind: "anonymous" };
  }
  for (const name of isV4 ? V4_FIELDS : V2_FIELDS) {
    if (!(name.toLowerCase() in fields)) throw missingField(name);
  }
  return isV4 ? authenticateV4(fields, accounts, mode) : authenticateV2(fields, accounts, mode);
}

function authenticateV4(
  fields: Readonly<Record<string, string>>,
  accounts: Accounts,
  mode: AuthMode,
): Principal {
  const { policy = "", "x-amz-credential": credentialText = "", "x-amz-signature": provided = "" } = fields;
  const scope = parseCredential(credentialText);
  if (scope === undefined) throw credentialMalformed();
  const { accessKeyId } = scope;
  if (mode === "strict") {
    const { secretAccessKey } = requireCredential(accounts, "s3", accessKeyId);
    const expected = signV4(signingKey(secretAccessKey, scope), policy);
    if (!signaturesMatch(expected, provided)) throw mismatch(accessKeyId, provided, policy);
  }
  return { kind: "account", account: accounts.byAccessKeyId(accessKeyId), accessKeyId };
}

function authenticateV2(
  fields: Readonly<Record<string, string>>,
  accounts: Accounts,
  mode: AuthMode,
): Principal {
  const { policy = "", awsaccesskeyid: accessKeyId = "", signature: provided = "" } = fields;
  if (mode === "strict") {
    const { secretAccessKey } = requireCredential(accounts, "s3", accessKeyId);
    if (!signaturesMatch(signV2(secretAccessKey, policy), provided))
      throw mismatch(accessKeyId, provided, policy);
  }
  return { kind: "account", account: accounts.byAccessKeyId(accessKeyId), accessKeyId };
}

function mismatch(accessKeyId: string, signatureProvided: string, stringToSign: string): ServiceError {
  return signatureDoesNotMatch("s3", { accessKeyId, signatureProvided, stringToSign });
}

function missingField(name: string): ServiceError {
  const message = `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`;
  return new ServiceError("InvalidArgument", message, {
    status: 400,
    fields: { ArgumentName: name, ArgumentValue: "" },
  });
}
