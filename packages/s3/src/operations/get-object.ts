import type { GetObjectOutput, GetObjectRequest } from "@aws-sdk/client-s3";
import { readBody } from "../object/body-reader.ts";
import { openForRead } from "../object/read-object.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetObject`: the whole, a range, or a part of what was a multipart upload. */
export const getObject: S3Operation<GetObjectRequest, GetObjectOutput> = async (context, input) => {
  const { object, range, output } = await openForRead(context, input);
  return Object.assign(output, {
    Body: readBody(context, object.chunks, range) as NonNullable<GetObjectOutput["Body"]>,
  });
};
