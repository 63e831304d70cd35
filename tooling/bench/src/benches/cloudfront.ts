/** What a CloudFront request costs, beside plain node:http with a canned answer and, where it is there, moto's server. */
import {
  CloudFrontClient,
  CreateStreamingDistributionCommand,
  GetStreamingDistributionCommand,
  ListStreamingDistributionsCommand,
  type StreamingDistributionConfig,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { type Contestant, type CostOptions, costPerRequest } from "../cost-per-request.ts";
import type { BenchGoal, BenchRow } from "../row.ts";
import { startServer } from "../server-process.ts";

const DISTRIBUTIONS = 1000;
const OPTIONS: CostOptions = { rounds: 5, requestsPerRound: 800, requestsAtOnce: 8 };
const LISTING: CostOptions = { rounds: 3, requestsPerRound: 40, requestsAtOnce: 2 };

const configOf = (reference: string, comment = ""): StreamingDistributionConfig => ({
  CallerReference: reference,
  S3Origin: { DomainName: "media.s3.amazonaws.com", OriginAccessIdentity: "" },
  Comment: comment,
  TrustedSigners: { Enabled: false, Quantity: 0 },
  Enabled: true,
});

export async function run(): Promise<readonly BenchRow[]> {
  const servers = { oxbow: await startServer("oxbow.ts"), plain: await startServer("plain-http.ts") };
  const clientOf = (endpoint: string): CloudFrontClient =>
    new CloudFrontClient({
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
  const clients = { oxbow: clientOf(servers.oxbow.endpoint), plain: clientOf(servers.plain.endpoint) };
  try {
    const known: { readonly id: string; etag: string; readonly reference: string }[] = [];
    for (let index = 0; index < DISTRIBUTIONS; index++) {
      const reference = `bench-${index}`;
      const { StreamingDistribution, ETag = "" } = await clients.oxbow.send(
        new CreateStreamingDistributionCommand({ StreamingDistributionConfig: configOf(reference) }),
      );
      known.push({ id: StreamingDistribution?.Id ?? "", etag: ETag, reference });
    }
    type Ask = (client: CloudFrontClient, index: number) => Promise<unknown>;
    const measure = async (
      what: string,
      ask: Ask,
      options: CostOptions,
      goals: readonly BenchGoal[],
    ): Promise<BenchRow> => {
      process.stderr.write(`  measuring ${what}\n`);
      const contestants: Record<string, Contestant> = {
        oxbow: { server: servers.oxbow, request: (index) => ask(clients.oxbow, index) },
        plain: { server: servers.plain, request: (index) => ask(clients.plain, index) },
      };
      return { what, unit: "CPU µs", figures: await costPerRequest(contestants, options), goals };
    };
    const at = (index: number): (typeof known)[number] =>
      known[index % known.length] ?? { id: "", etag: "", reference: "" };
    const get: Ask = (client, index) =>
      client.send(new GetStreamingDistributionCommand({ Id: at(index).id }));
    const create: Ask = (client, index) =>
      client.send(
        new CreateStreamingDistributionCommand({ StreamingDistributionConfig: configOf(`more-${index}`) }),
      );
    const update: Ask = async (client, index) => {
      const it = at(index);
      const { ETag = "" } = await client.send(
        new UpdateStreamingDistributionCommand({
          Id: it.id,
          IfMatch: it.etag,
          StreamingDistributionConfig: configOf(it.reference, `round ${index}`),
        }),
      );
      if (client === clients.oxbow) it.etag = ETag;
    };
    const list: Ask = (client) => client.send(new ListStreamingDistributionsCommand({ MaxItems: 100 }));
    return [
      await measure("streaming get", get, OPTIONS, [{ peer: "plain", limit: 5 }]),
      await measure("streaming update", update, OPTIONS, [{ peer: "plain", limit: 10 }]),
      await measure(`streaming list, 100 of ${DISTRIBUTIONS}`, list, LISTING, []),
      await measure("streaming create", create, OPTIONS, [{ peer: "plain", limit: 10 }]),
    ].map((row) => ({ ...row, figures: { ...row.figures, moto: undefined } }));
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}
