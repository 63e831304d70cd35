import type { GetBucketCorsOutput, GetBucketCorsRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { notConfigured } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketCors`. */
export const getBucketCors: S3Operation<GetBucketCorsRequest, GetBucketCorsOutput> = async (
  context,
  input,
) => {
  const { name, cors } = await readBucket(context, input, "GetBucketCORS");
  if (cors === undefined)
    throw notConfigured("NoSuchCORSConfiguration", "The CORS configuration does not exist", name);
  return { CORSRules: [...cors] };
};
