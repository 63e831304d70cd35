import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { SiteClients } from "../../clients.ts";
import { isServiceError } from "../../resources/service-error.ts";
import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";
import { streamedKeys } from "../streamed-keys.ts";

const CODE = "OBJECT_PRIVATE";

/** The edge of a distribution without an identity reads as anybody does: so anybody has to be able to. */
export async function checkObjectPrivate(patient: Patient): Promise<CheckResult> {
  const { cloud, settings } = patient;
  const origin = cloud?.distribution?.StreamingDistributionConfig?.S3Origin;
  if (settings.clients === undefined || origin === undefined || cloud?.bucket === undefined)
    return cannotTell(CODE, "the distribution's origin is not known");
  if ((origin.OriginAccessIdentity ?? "") !== "")
    return ok(CODE, "the distribution reads through its identity, objects may be private");
  const keys = streamedKeys(patient);
  if (keys.length === 0) return cannotTell(CODE, "there is no object to look at");
  const anonymous = anonymousClient(settings.clients);
  for (const key of keys) {
    try {
      await anonymous.send(new HeadObjectCommand({ Bucket: cloud.bucket, Key: key }));
    } catch (error) {
      if (!isServiceError(error, 403))
        return cannotTell(CODE, `${key} cannot be asked for: ${String(error)}`);
      return fault(
        CODE,
        `${cloud.bucket}/${key} answers 403 to anybody, and the distribution has no identity`,
        `aws s3api put-object-acl --bucket ${cloud.bucket} --key ${JSON.stringify(key)} --acl public-read, or give the distribution an origin access identity`,
      );
    }
  }
  return ok(CODE, `anybody can read ${keys.length === 1 ? keys[0] : `${keys.length} objects`}`);
}

/** The same service without a signature. */
function anonymousClient({ s3 }: SiteClients): S3Client {
  return new S3Client({
    region: s3.config.region,
    ...(s3.config.endpoint === undefined ? {} : { endpoint: s3.config.endpoint }),
    forcePathStyle: s3.config.forcePathStyle ?? false,
    requestHandler: s3.config.requestHandler,
    credentials: { accessKeyId: "anonymous", secretAccessKey: "anonymous" },
    signer: { sign: async (request) => request },
  });
}
