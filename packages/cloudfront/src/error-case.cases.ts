import {
  type CloudFrontClient,
  ListCachePoliciesCommand,
  ListCloudFrontOriginAccessIdentitiesCommand,
  ListDistributionsCommand,
  ListFunctionsCommand,
  ListKeyGroupsCommand,
  ListOriginAccessControlsCommand,
  ListPublicKeysCommand,
  ListStreamingDistributionsCommand,
} from "@aws-sdk/client-cloudfront";
import type { CloudFrontErrorCode } from "./errors.ts";
import type { CloudFrontLimits } from "./limits.ts";

/** What an error case needs around it: in this process or over the network. */
export interface ErrorCaseWorld {
  readonly client: CloudFrontClient;
  /** Signs for another account. */
  readonly stranger: CloudFrontClient;
  /** Makes whatever is InProgress Deployed. */
  readonly deploy: () => Promise<void>;
  /** A text nobody has used before, fit for names and host names. */
  readonly unique: (prefix: string) => string;
}

/** A request the service refuses: how to get there, and how it says so. */
export interface ErrorCase {
  readonly name: string;
  readonly code: CloudFrontErrorCode;
  readonly status: number;
  readonly message: string | RegExp;
  /** Quotas the case needs; it can only run where they can be set. */
  readonly limits?: Partial<CloudFrontLimits>;
  /** Gets everything ready and returns the request that is to fail. */
  readonly arrange: (world: ErrorCaseWorld) => Promise<() => Promise<unknown>>;
}

/** A refusal with no quotas to set. */
export function refusal(
  name: string,
  code: ErrorCase["code"],
  status: number,
  message: ErrorCase["message"],
  arrange: ErrorCase["arrange"],
): ErrorCase {
  return { name, code, status, message, arrange };
}

/** What the account has, for "nothing changed". */
export async function snapshotOf(client: CloudFrontClient): Promise<unknown> {
  const answers = await Promise.all([
    client.send(new ListStreamingDistributionsCommand({})),
    client.send(new ListDistributionsCommand({})),
    client.send(new ListCloudFrontOriginAccessIdentitiesCommand({})),
    client.send(new ListOriginAccessControlsCommand({})),
    client.send(new ListPublicKeysCommand({})),
    client.send(new ListKeyGroupsCommand({})),
    client.send(new ListCachePoliciesCommand({ Type: "custom" })),
    client.send(new ListFunctionsCommand({})),
  ]);
  return answers.map(({ $metadata: _, ...answer }) => answer);
}
