import type { StreamingDistributionRecord } from "../distribution-record.ts";
import { identityIdOf } from "../origin-access-identity/identity-reference.ts";
import { itemsOf } from "../quantities.ts";
import type { DeployedStreamingDistribution } from "./deployed-distribution.ts";
import type { SignerKeys } from "./signer-keys.ts";

/** What the edge serves for an RTMP distribution. */
export function toDeployedStreaming(
  record: StreamingDistributionRecord,
  keys: SignerKeys,
): DeployedStreamingDistribution {
  const { config, etag } = record.deployed ?? { config: record.config, etag: "" };
  return {
    kind: "streaming",
    id: record.id,
    accountId: record.accountId,
    domainName: record.domainName,
    aliases: itemsOf("Aliases", config.Aliases).map((alias) => alias.toLowerCase()),
    isServing: record.deployed !== undefined && config.Enabled,
    logging: config.Logging.Enabled
      ? { bucket: config.Logging.Bucket, prefix: config.Logging.Prefix }
      : undefined,
    version: etag,
    originDomainName: config.S3Origin.DomainName,
    originAccessIdentity: identityIdOf(config.S3Origin.OriginAccessIdentity),
    signers: config.TrustedSigners.Enabled
      ? { keyPairs: keys.ofSigners(record.accountId, config.TrustedSigners.Items ?? []) }
      : undefined,
  };
}
