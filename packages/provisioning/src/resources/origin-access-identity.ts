import {
  CreateCloudFrontOriginAccessIdentityCommand,
  GetCloudFrontOriginAccessIdentityConfigCommand,
  paginateListCloudFrontOriginAccessIdentities,
} from "@aws-sdk/client-cloudfront";
import type { SiteClients } from "../clients.ts";
import { callerReference, isCallerReference } from "../site/resource-names.ts";
import type { StreamingSite } from "../site/streaming-site.ts";

export interface IdentityState {
  readonly id: string;
  readonly canonicalUserId: string;
}

/** The site's origin access identity, found by its CallerReference. */
export async function readIdentity(
  { cloudfront }: SiteClients,
  site: StreamingSite,
): Promise<IdentityState | undefined> {
  for await (const page of paginateListCloudFrontOriginAccessIdentities({ client: cloudfront }, {})) {
    for (const { Id = "", S3CanonicalUserId = "", Comment } of page.CloudFrontOriginAccessIdentityList
      ?.Items ?? []) {
      // The comment only narrows the search: it is what the list shows of an identity.
      if (Comment !== commentOf(site)) continue;
      const { CloudFrontOriginAccessIdentityConfig: config } = await cloudfront.send(
        new GetCloudFrontOriginAccessIdentityConfigCommand({ Id }),
      );
      if (isCallerReference(site, "identity", config?.CallerReference ?? ""))
        return { id: Id, canonicalUserId: S3CanonicalUserId };
    }
  }
  return undefined;
}

/** Creates it. With the same content the same CallerReference gives the same identity again. */
export async function createIdentity(
  { cloudfront }: SiteClients,
  site: StreamingSite,
): Promise<IdentityState> {
  const { CloudFrontOriginAccessIdentity: identity } = await cloudfront.send(
    new CreateCloudFrontOriginAccessIdentityCommand({
      CloudFrontOriginAccessIdentityConfig: {
        CallerReference: callerReference(site, "identity"),
        Comment: commentOf(site),
      },
    }),
  );
  return { id: identity?.Id ?? "", canonicalUserId: identity?.S3CanonicalUserId ?? "" };
}

const commentOf = (site: StreamingSite): string => `oxbow site ${site.name}`;
