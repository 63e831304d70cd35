import type { Dialect } from "@oxbow/aws-protocol";
import { BEFORE_COOKIES } from "./before-cookies.ts";
import {
  identityListFromToday,
  invalidationBatchToToday,
  invalidationFromToday,
  invalidationListFromToday,
} from "./flat-lists.ts";
import {
  streamingConfigFromToday,
  streamingConfigToToday,
  streamingFromToday,
  streamingListFromToday,
} from "./flat-streaming.ts";
import { webConfigFromToday, webConfigToToday, webFromToday, webListFromToday } from "./flat-web.ts";
import { FIRST_COOKIE_VERSION, FIRST_COUNTED_VERSION, FIRST_S3_ORIGIN_VERSION } from "./versions.ts";

/**
 * The bodies of API versions before 2012-05-05, which have no Quantity and no Items:
 *
 *  2009-12-01 … 2010-08-01   `Origin`, `OriginAccessIdentity`
 *  2010-11-01 … 2012-03-15   `S3Origin/DNSName`, `S3Origin/OriginAccessIdentity`, `CustomOrigin`
 *
 * Both forms are read in every one of them (boto 2 writes the later one under the earlier namespace); what is
 * written is the form of the version that was asked. 2012-05-05 lacks the cookies; later versions need no mapping:
 * today's schema reads them.
 */
export function dialectOf(apiVersion: string): Dialect | undefined {
  if (apiVersion >= FIRST_COOKIE_VERSION) return undefined;
  if (apiVersion >= FIRST_COUNTED_VERSION) return BEFORE_COOKIES;
  return apiVersion >= FIRST_S3_ORIGIN_VERSION ? WITH_S3_ORIGIN : WITH_BARE_ORIGIN;
}

function flatDialect(hasS3Origin: boolean): Dialect {
  const style = { hasS3Origin };
  return {
    operations: {
      CreateStreamingDistribution: {
        toPayload: streamingConfigToToday,
        fromPayload: (value: Parameters<typeof streamingFromToday>[0]) => streamingFromToday(value, style),
      },
      GetStreamingDistribution: {
        fromPayload: (value: Parameters<typeof streamingFromToday>[0]) => streamingFromToday(value, style),
      },
      GetStreamingDistributionConfig: {
        fromPayload: (value: Parameters<typeof streamingConfigFromToday>[0]) =>
          streamingConfigFromToday(value, style),
      },
      UpdateStreamingDistribution: {
        toPayload: streamingConfigToToday,
        fromPayload: (value: Parameters<typeof streamingFromToday>[0]) => streamingFromToday(value, style),
      },
      ListStreamingDistributions: {
        fromPayload: (value: Parameters<typeof streamingListFromToday>[0]) =>
          streamingListFromToday(value, style),
      },
      CreateDistribution: {
        toPayload: webConfigToToday,
        fromPayload: (value: Parameters<typeof webFromToday>[0]) => webFromToday(value, style),
      },
      GetDistribution: {
        fromPayload: (value: Parameters<typeof webFromToday>[0]) => webFromToday(value, style),
      },
      GetDistributionConfig: {
        fromPayload: (value: Parameters<typeof webConfigFromToday>[0]) => webConfigFromToday(value, style),
      },
      UpdateDistribution: {
        toPayload: webConfigToToday,
        fromPayload: (value: Parameters<typeof webFromToday>[0]) => webFromToday(value, style),
      },
      ListDistributions: {
        fromPayload: (value: Parameters<typeof webListFromToday>[0]) => webListFromToday(value, style),
      },
      CreateInvalidation: { toPayload: invalidationBatchToToday, fromPayload: invalidationFromToday },
      GetInvalidation: { fromPayload: invalidationFromToday },
      ListInvalidations: { fromPayload: invalidationListFromToday },
      ListCloudFrontOriginAccessIdentities: { fromPayload: identityListFromToday },
    },
  };
}

const WITH_BARE_ORIGIN = flatDialect(false);
const WITH_S3_ORIGIN = flatDialect(true);
