import type { OperationSpec } from "./model/operation-table.ts";

/** CloudFront API versions that existed; cloudapi.md §2. Streaming distributions begin with 2009-12-01. */
export const CLOUDFRONT_API_VERSIONS: readonly string[] = Object.freeze([
  "2008-06-30",
  "2009-04-02",
  "2009-09-09",
  "2009-12-01",
  "2010-03-01",
  "2010-05-01",
  "2010-06-01",
  "2010-07-15",
  "2010-08-01",
  "2010-11-01",
  "2012-03-15",
  "2012-05-05",
  "2012-07-01",
  "2013-05-12",
  "2013-08-26",
  "2013-09-27",
  "2013-11-11",
  "2013-11-22",
  "2014-01-31",
  "2014-05-31",
  "2014-10-21",
  "2014-11-06",
  "2015-04-17",
  "2015-07-27",
  "2015-09-17",
  "2016-01-13",
  "2016-01-28",
  "2016-08-01",
  "2016-08-20",
  "2016-09-07",
  "2016-09-29",
  "2016-11-25",
  "2017-03-25",
  "2017-10-30",
  "2018-06-18",
  "2018-11-05",
  "2019-03-26",
  "2020-05-31",
]);
const KNOWN_VERSIONS: ReadonlySet<string> = new Set(CLOUDFRONT_API_VERSIONS);
/** The version whose schema the models describe. */
export const CURRENT_API_VERSION = "2020-05-31";

/** When parts of the API appeared, by the first segment of their path; what is not listed is taken to be old. */
const SINCE: Readonly<Record<string, string>> = {
  "origin-access-identity": "2009-09-09",
  "streaming-distribution": "2009-12-01",
  tagging: "2016-08-01",
};
/** When `?WithTags` appeared. */
const TAGS_SINCE = "2016-08-01";

/** True when that CloudFront version ever existed. */
export function isKnownApiVersion(version: string): boolean {
  return KNOWN_VERSIONS.has(version);
}

/** True when a version had the resource that an operation's template names. Sources: cloudapi.md §1 and §2. */
export function hasOperation(version: string, { name, segments }: OperationSpec): boolean {
  if (name.endsWith("WithTags") && version < TAGS_SINCE) return false;
  const since = SINCE[segments[1] ?? ""];
  return since === undefined || version >= since;
}
