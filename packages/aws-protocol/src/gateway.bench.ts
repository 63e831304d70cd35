/**
 * CPU microseconds of a request through the pipeline and of its steps, handlers doing nothing:
 *
 *     node packages/aws-protocol/src/gateway.bench.ts [milliseconds per row]
 */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import {
  CloudFrontClient,
  CreateStreamingDistributionCommand,
  GetStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { createGateway } from "./gateway.ts";
import type { AwsRequest } from "./http.ts";
import { identify } from "./identify.ts";
import { matchS3 } from "./match.ts";
import { operationTable } from "./model/operation-table.ts";
import type { OperationHandler, Service } from "./operation.ts";
import { parseInput } from "./parse.ts";
import { QueryString } from "./query-string.ts";
import { sdkRequestHandler } from "./sdk-request-handler.ts";
import { serializeOutput } from "./serialize.ts";
import { validateInput } from "./validate.ts";
import { DEFAULT_XML_LIMITS, readXml } from "./xml-reader.ts";

const ROW_MS = Number(process.argv[2] ?? 500);
const CONFIG = {
  CallerReference: "r",
  S3Origin: { DomainName: "media.s3.amazonaws.com", OriginAccessIdentity: "" },
  Aliases: { Quantity: 2, Items: ["a.example", "b.example"] },
  Comment: "c",
  TrustedSigners: { Enabled: false, Quantity: 0 },
  Enabled: true,
};
const DISTRIBUTION = {
  StreamingDistribution: {
    Id: "EDFDVBD6EXAMPLE",
    ARN: "arn:aws:cloudfront::000000000000:streaming-distribution/EDFDVBD6EXAMPLE",
    Status: "Deployed",
    LastModifiedTime: new Date(),
    DomainName: "s5c39gqb8ow64r.cloudfront.net",
    ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
    StreamingDistributionConfig: CONFIG,
  },
  ETag: "E2QWRUHAPOMQZL",
};
const LISTING = {
  Name: "b",
  Prefix: "",
  MaxKeys: 1000,
  KeyCount: 1000,
  IsTruncated: false,
  Contents: Array.from({ length: 1000 }, (_, index) => ({
    Key: `some/prefix/key-${index}.txt`,
    LastModified: new Date(index * 1e8),
    ETag: '"d41d8cd98f00b204e9800998ecf8427e"',
    Size: index,
    StorageClass: "STANDARD",
  })),
};
const BYTES = Buffer.alloc(4096, 1);

const putObject: OperationHandler<object, { Body: Readable }, object> = async (_, { Body }) => {
  await buffer(Body);
  return { ETag: '"x"' };
};
const services: readonly Service[] = [
  {
    name: "s3",
    state: {},
    operations: {
      GetObject: () => ({ Body: BYTES, ContentLength: 4096, ETag: '"x"', LastModified: new Date() }),
      HeadObject: () => ({ ContentLength: 4096, ETag: '"x"', LastModified: new Date() }),
      PutObject: putObject,
      ListObjectsV2: () => LISTING,
    },
  },
  {
    name: "cloudfront",
    state: {},
    operations: {
      GetStreamingDistribution: () => DISTRIBUTION,
      CreateStreamingDistribution: () => DISTRIBUTION,
    },
  },
];

/** What an SDK client sends, so that it can be sent again and again. */
async function record(send: (config: object) => Promise<unknown>): Promise<() => AwsRequest> {
  let seen: AwsRequest | undefined;
  const requestHandler = sdkRequestHandler(async (request) => {
    seen = request;
    return { status: 400, headers: {}, body: undefined };
  });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const endpoint = "http://127.0.0.1:4566";
  await send({
    region: "us-east-1",
    endpoint,
    credentials,
    requestHandler,
    forcePathStyle: true,
    maxAttempts: 1,
  }).catch(() => undefined);
  if (seen === undefined) throw new Error("nothing was sent");
  const { body, ...rest } = seen;
  const bytes = body === undefined ? undefined : await buffer(body);
  return () => ({
    ...rest,
    body: bytes === undefined ? undefined : Readable.from([bytes], { objectMode: false }),
  });
}

async function row(name: string, step: () => unknown): Promise<void> {
  const until = async (ms: number): Promise<number> => {
    const end = performance.now() + ms;
    let count = 0;
    while (performance.now() < end) {
      for (let index = 0; index < 20; index++) await step();
      count += 20;
    }
    return count;
  };
  await until(ROW_MS / 2);
  const before = process.cpuUsage();
  const count = await until(ROW_MS);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${name.padEnd(44)} ${((user + system) / count).toFixed(1).padStart(8)} µs\n`);
}

const Bucket = "media";
const Key = "videos/clock.flv";
const requests = {
  GetObject: await record((config) => new S3Client(config).send(new GetObjectCommand({ Bucket, Key }))),
  HeadObject: await record((config) => new S3Client(config).send(new HeadObjectCommand({ Bucket, Key }))),
  "PutObject 4 KiB": await record((config) =>
    new S3Client(config).send(new PutObjectCommand({ Bucket, Key, Body: BYTES })),
  ),
  "ListObjectsV2 1000 keys": await record((config) =>
    new S3Client(config).send(new ListObjectsV2Command({ Bucket })),
  ),
  GetStreamingDistribution: await record((config) =>
    new CloudFrontClient(config).send(new GetStreamingDistributionCommand({ Id: "E" })),
  ),
  CreateStreamingDistribution: await record((config) =>
    new CloudFrontClient(config).send(
      new CreateStreamingDistributionCommand({ StreamingDistributionConfig: CONFIG }),
    ),
  ),
};
for (const auth of ["relaxed", "strict"] as const) {
  const { handle } = createGateway({ services, auth });
  for (const [name, request] of Object.entries(requests)) {
    const { status } = await handle(request());
    if (status >= 300) throw new Error(`${name} was answered ${status}`);
    await row(`${auth}: ${name}`, () => handle(request()));
  }
}

const get = requests.GetObject();
const getQuery = new QueryString(get.query);
const create = requests.CreateStreamingDistribution();
const payload = create.body === undefined ? undefined : await buffer(create.body);
const spec = operationTable("cloudfront").get("CreateStreamingDistribution");
if (spec === undefined || payload === undefined)
  throw new Error("the model has lost CreateStreamingDistribution");
const parse = () =>
  parseInput({
    spec,
    request: create,
    query: new QueryString(""),
    labels: {},
    payload,
    stream: undefined,
    limits: DEFAULT_XML_LIMITS,
    acceptsNamespace: () => true,
    dialect: undefined,
  });
const { input } = parse();
const style = { declaration: '<?xml version="1.0"?>\n', contentType: "text/xml", namespace: "urn:x" };
await row("step: identify and match GetObject", () => matchS3(get, identify(get, getQuery), getQuery));
await row("step: read the XML of a create", () => readXml(payload));
await row("step: read and parse a create", parse);
await row("step: validate a create", () => validateInput(input, spec.shapes().input, []));
await row("step: serialize its answer", () => serializeOutput(spec, DISTRIBUTION, style));
