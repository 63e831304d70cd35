/** From here on an S3 origin is an element of its own. */
export const FIRST_S3_ORIGIN_VERSION = "2010-11-01";

/** From here on every list has Quantity and Items. */
export const FIRST_COUNTED_VERSION = "2012-05-05";

/** From here on behaviours and logs have cookies. */
export const FIRST_COOKIE_VERSION = "2012-07-01";

/** From here on resources have ARNs and distributions have tags. */
const FIRST_ARN_VERSION = "2016-08-01";

/** True for versions that show ARNs; requests that name no version are today's. */
export function hasArn(apiVersion: string | undefined): boolean {
  return apiVersion === undefined || apiVersion >= FIRST_ARN_VERSION;
}
