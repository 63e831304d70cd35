import type { SiteClients } from "../clients.ts";
import { listObjects } from "../resources/objects.ts";
import type { MigrationPlan } from "./migration-plan.ts";
import { readSource } from "./read-source.ts";
import { streamTable } from "./stream-table.ts";
import { migrationNotes, webConfiguration } from "./web-configuration.ts";

export interface MigrationOptions {
  /** To read the distribution by its id, and to list and look into the bucket. */
  readonly clients?: SiteClients;
  /** Of a certificate in us-east-1, for the aliases. */
  readonly certificateArn?: string;
  /** Host of the new URLs, once it is known. The first alias by default, else a place holder that is seen. */
  readonly newHost?: string;
}

const NEW_HOST_PLACEHOLDER = "YOUR-WEB-DISTRIBUTION.cloudfront.net";
const OLD_HOST_PLACEHOLDER = "YOUR-RTMP-DISTRIBUTION.cloudfront.net";

/**
 * Plans the web distribution that takes the place of an RTMP distribution; changes nothing.
 *
 * @param source id of a distribution, or parsed JSON: an answer of `get-streaming-distribution`, a CloudFormation
 *   resource of the type `AWS::CloudFront::StreamingDistribution`, or a template that has one
 * @throws SiteError `ERR_SITE_MIGRATION_SOURCE`
 */
export async function planMigration(source: unknown, options: MigrationOptions = {}): Promise<MigrationPlan> {
  const { clients, certificateArn } = options;
  const from = await readSource(source, clients);
  const bucket = from.originDomainName.replace(/\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com$/, "");
  const notes = [...migrationNotes(from, certificateArn)];
  const keys = await listKeys(clients, bucket);
  if (keys === undefined) notes.push(`The bucket ${bucket} was not listed, so there is no table of streams.`);
  const streams = await streamTable({
    bucket,
    keys: keys ?? [],
    oldHost: from.domainName ?? from.aliases[0] ?? OLD_HOST_PLACEHOLDER,
    newHost: options.newHost ?? from.aliases[0] ?? NEW_HOST_PLACEHOLDER,
    clients,
  });
  const convertCount = streams.filter(({ playback }) => playback === "convert").length;
  if (convertCount > 0)
    notes.push(`${convertCount} of the streams have to be converted: no browser plays their codecs.`);
  return {
    source: { id: from.id, domainName: from.domainName, bucket },
    distribution: webConfiguration(from, certificateArn),
    streams,
    notes,
  };
}

async function listKeys(
  clients: SiteClients | undefined,
  bucket: string,
): Promise<readonly string[] | undefined> {
  if (clients === undefined) return undefined;
  return await listObjects(clients, bucket).then(
    (etags) => [...etags.keys()],
    () => undefined,
  );
}
