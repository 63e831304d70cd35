import type { AwsResponse, PseudoInput } from "@oxbow/aws-protocol";
import type { S3Operation } from "../s3-context.ts";
import { getWebsite } from "./get-website.ts";

/** HEAD at a website endpoint: the answer of GET without its body. */
export const headWebsite: S3Operation<PseudoInput, AwsResponse> = (context, input) =>
  getWebsite(context, input);
