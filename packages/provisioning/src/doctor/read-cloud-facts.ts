import {
  type DistributionSummary,
  GetStreamingDistributionCommand,
  paginateListDistributions,
  paginateListStreamingDistributions,
  type StreamingDistribution,
  type StreamingDistributionSummary,
} from "@aws-sdk/client-cloudfront";
import { GetObjectCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import type { SiteClients } from "../clients.ts";
import { listObjects } from "../resources/objects.ts";

/** What the APIs know about the distribution that a streamer names. */
export interface CloudFacts {
  readonly streaming: readonly StreamingDistributionSummary[];
  readonly web: readonly DistributionSummary[];
  /** The one that is meant; `undefined` when none is. */
  readonly distribution: StreamingDistribution | undefined;
  /** Bucket of its origin. */
  readonly bucket: string | undefined;
  /** Keys of that bucket; `undefined` when it cannot be listed. */
  readonly keys: ReadonlySet<string> | undefined;
  /** What the service says the time is. */
  readonly serviceTime: Date | undefined;
}

/**
 * @param streamerHost "" when no streamer is known
 * @param distributionId when it is known by more than its host
 */
export async function readCloudFacts(
  clients: SiteClients,
  streamerHost: string,
  distributionId: string | undefined,
): Promise<CloudFacts> {
  const streaming: StreamingDistributionSummary[] = [];
  for await (const page of paginateListStreamingDistributions({ client: clients.cloudfront }, {}))
    streaming.push(...(page.StreamingDistributionList?.Items ?? []));
  const web: DistributionSummary[] = [];
  for await (const page of paginateListDistributions({ client: clients.cloudfront }, {}))
    web.push(...(page.DistributionList?.Items ?? []));

  const summary = streaming.find((it) => it.Id === distributionId) ?? findStreaming(streaming, streamerHost);
  const distribution =
    summary === undefined
      ? undefined
      : (await clients.cloudfront.send(new GetStreamingDistributionCommand({ Id: summary.Id })))
          .StreamingDistribution;
  const bucket = bucketOfOrigin(distribution?.StreamingDistributionConfig?.S3Origin?.DomainName);
  const keys =
    bucket === undefined
      ? undefined
      : await listObjects(clients, bucket).then(
          (etags) => new Set(etags.keys()),
          () => undefined,
        );
  return { streaming, web, distribution, bucket, keys, serviceTime: await readServiceTime(clients) };
}

/** By its bare address an edge means its only RTMP distribution that serves. */
function findStreaming(
  distributions: readonly StreamingDistributionSummary[],
  host: string,
): StreamingDistributionSummary | undefined {
  if (host !== "localhost" && !/^[\d.]+$/.test(host)) return findByHost(distributions, host);
  const enabled = distributions.filter(({ Enabled }) => Enabled === true);
  const [only] = enabled.length > 0 ? enabled : distributions;
  return enabled.length > 1 ? undefined : only;
}

interface Named {
  readonly DomainName?: string | undefined;
  readonly Aliases?: { readonly Items?: readonly string[] | undefined } | undefined;
}

/** The distribution with this domain name or alias. `LABEL.cloudfront.localhost` is the same as `….net`. */
export function findByHost<It extends Named>(distributions: readonly It[], host: string): It | undefined {
  const name = host.toLowerCase().replace(/\.cloudfront\.localhost$/, ".cloudfront.net");
  return distributions.find(
    ({ DomainName, Aliases }) =>
      DomainName === name || Aliases?.Items?.some((alias) => alias.toLowerCase() === name) === true,
  );
}

/** `media` of `media.s3.amazonaws.com` and `media.s3.eu-west-1.amazonaws.com`. */
function bucketOfOrigin(domainName: string | undefined): string | undefined {
  return /^(.+)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com$/.exec(domainName ?? "")?.[1];
}

/** The `Date` header of any answer, also of a refusal. */
async function readServiceTime({ s3 }: SiteClients): Promise<Date | undefined> {
  let date: string | undefined;
  const command = new ListBucketsCommand({});
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { readonly headers?: Readonly<Record<string, string>> };
      date = headers?.date;
      return result;
    },
    { step: "deserialize", priority: "low" },
  );
  await s3.send(command).catch(() => undefined);
  return date === undefined ? undefined : new Date(date);
}

/** The first bytes of an object; `undefined` when it cannot be read. */
export async function readObjectStart(
  { s3 }: SiteClients,
  bucket: string,
  key: string,
  byteLength: number,
): Promise<Uint8Array | undefined> {
  try {
    const range = `bytes=0-${byteLength - 1}`;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
    return await Body?.transformToByteArray();
  } catch {
    return undefined;
  }
}
