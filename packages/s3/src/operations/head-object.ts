import type { HeadObjectOutput, HeadObjectRequest } from "@aws-sdk/client-s3";
import { openForRead } from "../object/read-object.ts";
import type { S3Operation } from "../s3-context.ts";

/** `HeadObject`: what GetObject would answer, without the body. */
export const headObject: S3Operation<HeadObjectRequest, HeadObjectOutput> = async (context, input) => {
  const { output } = await openForRead(context, input);
  return output;
};
