/** What a CloudFront request costs, beside plain node:http with a canned answer and, where it is there, moto's server. */
import {
  CloudFrontClient,
  CreateDistributionCommand,
  CreateStreamingDistributionCommand,
  type DistributionConfig,
  GetDistributionCommand,
  GetStreamingDistributionCommand,
  ListStreamingDistributionsCommand,
  type StreamingDistributionConfig,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { type Contestant, type CostOptions, costPerRequest } from "../cost-per-request.ts";
import { startMoto } from "../moto-server.ts";
import type { BenchGoal, BenchRow } from "../row.ts";
import { type ServerProcess, startServer } from "../server-process.ts";

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

/** For moto: what takes it 15 ms a request need not be asked as often. */
const BESIDE_MOTO: CostOptions = { rounds: 3, requestsPerRound: 150, requestsAtOnce: 4 };

const webConfigOf = (reference: string): DistributionConfig => ({
  CallerReference: reference,
  Origins: {
    Quantity: 1,
    Items: [
      {
        Id: "media",
        DomainName: "media.s3.amazonaws.com",
        S3OriginConfig: { OriginAccessIdentity: "" },
      },
    ],
  },
  DefaultCacheBehavior: {
    TargetOriginId: "media",
    ViewerProtocolPolicy: "allow-all",
    ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } },
    TrustedSigners: { Enabled: false, Quantity: 0 },
    MinTTL: 0,
  },
  Comment: "",
  Enabled: false,
});

const clientOf = (endpoint: string): CloudFrontClient =>
  new CloudFrontClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });

export async function run(): Promise<readonly BenchRow[]> {
  const servers = { oxbow: await startServer("oxbow.ts"), plain: await startServer("plain-http.ts") };
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
    const streaming = [
      await measure("streaming get", get, OPTIONS, [{ peer: "plain", limit: 5 }]),
      await measure("streaming update", update, OPTIONS, [{ peer: "plain", limit: 10 }]),
      await measure(`streaming list, 100 of ${DISTRIBUTIONS}`, list, LISTING, []),
      await measure("streaming create", create, OPTIONS, [{ peer: "plain", limit: 10 }]),
    ];
    return [...streaming, ...(await webRows(servers.oxbow))];
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

/** Web distributions beside moto, which has no streaming ones. Its absence is a figure that is not there. */
async function webRows(oxbow: ServerProcess): Promise<readonly BenchRow[]> {
  const moto = await startMoto();
  try {
    const servers = Object.entries(moto === undefined ? { oxbow } : { oxbow, moto });
    const create: Record<string, Contestant> = {};
    const get: Record<string, Contestant> = {};
    for (const [name, server] of servers) {
      const client = clientOf(server.endpoint);
      const { Distribution } = await client.send(
        new CreateDistributionCommand({ DistributionConfig: webConfigOf("web") }),
      );
      create[name] = {
        server,
        request: (index) =>
          client.send(new CreateDistributionCommand({ DistributionConfig: webConfigOf(`web-${index}`) })),
      };
      get[name] = {
        server,
        request: () => client.send(new GetDistributionCommand({ Id: Distribution?.Id })),
      };
    }
    process.stderr.write("  measuring web get and web create\n");
    const gets = await costPerRequest(get, BESIDE_MOTO);
    const creates = await costPerRequest(create, BESIDE_MOTO);
    return [
      { what: "web get", unit: "CPU µs", figures: { ...gets, moto: gets.moto }, goals: [] },
      { what: "web create", unit: "CPU µs", figures: { ...creates, moto: creates.moto }, goals: [] },
    ];
  } finally {
    await moto?.stop();
  }
}
