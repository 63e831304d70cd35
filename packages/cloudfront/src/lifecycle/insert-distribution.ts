import type { Write } from "@oxbow/store";
import { contentDigest } from "../content-digest.ts";
import { type DistributionKind, distributionKey, type RecordOfKind } from "../distribution-record.ts";
import { cloudFrontError } from "../errors.ts";
import { CURRENT_API_VERSION } from "../location.ts";
import type { Context } from "../state.ts";
import { arnOf } from "../tagging/distribution-arn.ts";
import { countDistribution } from "./account-counts.ts";
import { claimAliases } from "./alias-claims.ts";
import { FAILURES } from "./failures.ts";

/** A configuration that passed validation. */
export interface NewDistribution<Kind extends DistributionKind> {
  readonly kind: Kind;
  readonly config: RecordOfKind[Kind]["config"];
  readonly callerReference: string;
  readonly aliases: readonly string[];
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Creates a distribution: new id, new domain name, InProgress.
 *
 * A CallerReference that is in use is refused; API versions before 2020-05-31 answer identical content as they
 * did the first time.
 */
export async function insertDistribution<Kind extends DistributionKind>(
  context: Context,
  { kind, config, callerReference, aliases, tags }: NewDistribution<Kind>,
): Promise<RecordOfKind[Kind]> {
  const { accountId, tables, identifiers, deployments, apiVersion = CURRENT_API_VERSION, now } = context;
  const referenceKey = `${accountId}/${kind}/${callerReference}`;
  const digest = contentDigest({ config, tags });
  const earlier = (await tables.reservations.get(referenceKey))?.value;
  if (earlier !== undefined) {
    if (apiVersion < CURRENT_API_VERSION && earlier.digest === digest) {
      const document = await tables.distributions.get(distributionKey(accountId, kind, earlier.id));
      // Under this key there are only records of this kind.
      if (document !== undefined) return document.value as RecordOfKind[Kind];
    }
    throw alreadyExists(kind, earlier.id);
  }

  const id = identifiers.id("E");
  const domainName = identifiers.domainName(kind);
  const nowMs = now().getTime();
  // The generic kind ties record and configuration together; the compiler can't follow it through the union.
  const record = {
    kind,
    id,
    accountId,
    domainName,
    etag: identifiers.etag(),
    lastModifiedMs: nowMs,
    config,
    pendingSinceMs: nowMs,
  } as unknown as RecordOfKind[Kind];
  const name = { accountId, kind, id };
  const writes: Write[] = [
    await countDistribution(context, kind, 1),
    tables.distributions.put(distributionKey(accountId, kind, id), record, "absent"),
    tables.reservations.put(referenceKey, { id, digest }, "absent"),
    tables.names.put(id, name, "absent"),
    tables.names.put(domainName, name, "absent"),
    ...(await claimAliases(context, id, [], aliases)),
  ];
  if (tags !== undefined) writes.push(tables.tags.put(arnOf(record), { tags }));
  await tables.commit(writes);
  deployments.schedule(record);
  return record;
}

function alreadyExists(kind: DistributionKind, otherId: string): Error {
  const error = cloudFrontError(FAILURES[kind].alreadyExists);
  // Only web distributions were seen to name the other one.
  return kind === "web"
    ? cloudFrontError(FAILURES[kind].alreadyExists, `${error.message} Already exists: ${otherId}`)
    : error;
}
