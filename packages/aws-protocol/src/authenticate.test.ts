import { createHash, createHmac } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import {
  CloudFrontClient,
  ListStreamingDistributionsCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudfront";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { describe, expect, test } from "vitest";
import { accountOf, type Credential } from "./accounts.ts";
import { createGateway, type GatewayOptions } from "./gateway.ts";
import type { AwsRequest, AwsResponse } from "./http.ts";
import type { OperationHandler, Service } from "./operation.ts";
import { codeOf, fieldOf, rawRequest } from "./raw-request.cases.ts";
import { sdkRequestHandler } from "./sdk-request-handler.ts";
import { createStsService } from "./sts.ts";

const ALICE: Credential = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  account: accountOf("111122223333"),
};
const ENDPOINT = "http://127.0.0.1:4566";
const NOW = new Date("2025-11-22T12:00:00Z");

/** Answers who asked, in a header. */
const whoAmI: OperationHandler<object, { Body?: Readable }, object> = async (
  { principal, setHeader, trailers },
  { Body },
) => {
  setHeader("x-principal", principal.kind === "account" ? principal.account.accountId : principal.kind);
  if (Body !== undefined) {
    setHeader("x-body", (await buffer(Body)).toString());
    setHeader("x-trailers", Object.keys(trailers()).join());
  }
  return {};
};
const s3: Service = {
  name: "s3",
  state: {},
  operations: { GetObject: whoAmI, PutObject: whoAmI, ListObjectsV2: whoAmI, ListBuckets: whoAmI },
};
const cloudfront: Service = {
  name: "cloudfront",
  state: {},
  operations: { ListStreamingDistributions: whoAmI, TagResource: whoAmI, GetStreamingDistribution: whoAmI },
};

function gatewayWith(options: Partial<GatewayOptions> = {}) {
  return createGateway({
    services: [s3, cloudfront, createStsService()],
    auth: "strict",
    credentials: [ALICE],
    now: () => NOW,
    onError: (error) => {
      throw error;
    },
    ...options,
  });
}

/** A client whose clock stands at the given time, and the last answer it got. */
function clientSide(gateway = gatewayWith(), clientNow = NOW, credential = ALICE) {
  const seen: { request?: AwsRequest; response?: AwsResponse } = {};
  const handle = async (request: AwsRequest) => {
    seen.request = request;
    seen.response = await gateway.handle(request);
    return seen.response;
  };
  return {
    seen,
    config: {
      region: "us-east-1",
      endpoint: ENDPOINT,
      credentials: { accessKeyId: credential.accessKeyId, secretAccessKey: credential.secretAccessKey },
      requestHandler: sdkRequestHandler(handle),
      systemClockOffset: clientNow.getTime() - Date.now(),
      maxAttempts: 1,
    },
  };
}

describe("strict, Signature Version 4 in headers", () => {
  test.for(["plain.txt", "a b/ü+~%/'(x)!*.txt", "//double//.././dots;=,@:&$.mp4", "emoji-🎬"])(
    "accepts what the SDK signs for the key %j",
    async (Key, { expect }) => {
      const { seen, config } = clientSide();
      const client = new S3Client({ ...config, forcePathStyle: true });
      await client.send(
        new PutObjectCommand({ Bucket: "media", Key, Body: "hello", Metadata: { "a-b": "  x   y " } }),
      );
      expect(seen.response?.headers).toMatchObject({ "x-principal": "111122223333", "x-body": "hello" });
    },
  );

  test("accepts headers beyond ASCII, as sent in Latin-1 or in UTF-8", async () => {
    const { seen, config } = clientSide();
    const client = new S3Client({ ...config, forcePathStyle: true });
    await client.send(
      new PutObjectCommand({ Bucket: "media", Key: "k", Body: "x", Metadata: { color: "grün" } }),
    );
    const { request } = seen;
    if (request === undefined) throw new Error("no request was seen");
    for (const color of ["grün", Buffer.from("grün", "utf8").toString("latin1")]) {
      const headers = { ...request.headers, "x-amz-meta-color": color };
      const response = await gatewayWith().handle({
        ...request,
        headers,
        body: Readable.from([Buffer.from("x")]),
      });
      expect(response.status).toBe(200);
    }
  });

  test("accepts a query that needs encoding", async () => {
    const { seen, config } = clientSide();
    const client = new S3Client({ ...config, forcePathStyle: true });
    await client.send(new ListObjectsV2Command({ Bucket: "media", Prefix: "a b+c/ü*'", Delimiter: "/" }));
    expect(seen.response?.status).toBe(200);
  });

  test("accepts virtual-hosted requests", async () => {
    const { seen, config } = clientSide();
    const { endpoint: _, ...regional } = config;
    const client = new S3Client(regional);
    await client.send(new GetObjectCommand({ Bucket: "media", Key: "x" }));
    expect(seen.request?.headers.host).toBe("media.s3.us-east-1.amazonaws.com");
    expect(seen.response?.status).toBe(200);
  });

  test("accepts a stream with a trailing checksum", async () => {
    const { seen, config } = clientSide();
    const client = new S3Client({ ...config, forcePathStyle: true });
    const Body = Readable.from([Buffer.from("hel"), Buffer.from("lo")]);
    await client.send(new PutObjectCommand({ Bucket: "media", Key: "k", Body, ContentLength: 5 }));
    expect(seen.request?.headers["x-amz-content-sha256"]).toBe("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    expect(seen.response?.headers).toMatchObject({ "x-body": "hello", "x-trailers": "x-amz-checksum-crc32" });
  });

  test("accepts CloudFront and STS, whose bodies are signed without their hash being told", async () => {
    const { seen, config } = clientSide();
    const Resource = "arn:aws:cloudfront::111122223333:streaming-distribution/E1";
    await new CloudFrontClient(config).send(new ListStreamingDistributionsCommand({ MaxItems: 3 }));
    expect(seen.response?.status).toBe(200);
    await new CloudFrontClient(config).send(
      new TagResourceCommand({ Resource, Tags: { Items: [{ Key: "k" }] } }),
    );
    expect(seen.response?.status).toBe(204);
    const identity = await new STSClient(config).send(new GetCallerIdentityCommand());
    expect(identity.Account).toBe("111122223333");
  });

  test("refuses another secret and shows what was to be signed", async () => {
    const { seen, config } = clientSide(gatewayWith(), NOW, { ...ALICE, secretAccessKey: "wrong" });
    const client = new S3Client({ ...config, forcePathStyle: true });
    const sent = client.send(new PutObjectCommand({ Bucket: "media", Key: "k", Body: "hello" }));
    await expect(sent).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      message:
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      $metadata: { httpStatusCode: 403 },
      AWSAccessKeyId: ALICE.accessKeyId,
    });
    const { response = { status: 0, headers: {}, body: "" } } = seen;
    expect(fieldOf(response, "StringToSign")).toMatch(/^AWS4-HMAC-SHA256\n20251122T120/);
    expect(fieldOf(response, "CanonicalRequest")).toMatch(/^PUT\n\/media\/k\nx-id=PutObject\n/);
    expect(fieldOf(response, "StringToSignBytes")).toMatch(/^41 57 53 34 2d/);
    const cloudFront = new CloudFrontClient(config).send(new ListStreamingDistributionsCommand());
    await expect(cloudFront).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("refuses an access key it does not know", async () => {
    const { config } = clientSide(gatewayWith(), NOW, { ...ALICE, accessKeyId: "AKIAUNKNOWN" });
    const s3Client = new S3Client({ ...config, forcePathStyle: true });
    await expect(s3Client.send(new GetObjectCommand({ Bucket: "b", Key: "k" }))).rejects.toMatchObject({
      name: "InvalidAccessKeyId",
      AWSAccessKeyId: "AKIAUNKNOWN",
    });
    const sent = new CloudFrontClient(config).send(new ListStreamingDistributionsCommand());
    await expect(sent).rejects.toMatchObject({
      name: "InvalidClientTokenId",
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("refuses a clock that is off by more than 15 minutes", async () => {
    const late = new Date(NOW.getTime() - 16 * 60_000);
    const { config, seen } = clientSide(gatewayWith(), late);
    const s3Client = new S3Client({ ...config, forcePathStyle: true });
    await expect(s3Client.send(new GetObjectCommand({ Bucket: "b", Key: "k" }))).rejects.toMatchObject({
      name: "RequestTimeTooSkewed",
      ServerTime: "2025-11-22T12:00:00Z",
      MaxAllowedSkewMilliseconds: "900000",
    });
    expect(seen.response?.status).toBe(403);
  });

  test("refuses a payload that is not the signed one", async () => {
    const { config, seen } = clientSide();
    const client = new S3Client({ ...config, forcePathStyle: true });
    await client.send(new PutObjectCommand({ Bucket: "media", Key: "k", Body: "hello" }));
    const { request } = seen;
    if (request === undefined) throw new Error("no request was seen");
    const response = await gatewayWith().handle({ ...request, body: Readable.from([Buffer.from("jello")]) });
    expect(codeOf(response)).toBe("XAmzContentSHA256Mismatch");
    expect(fieldOf(response, "S3ComputedContentSHA256")).toBe(
      createHash("sha256").update("jello").digest("hex"),
    );
  });

  test("refuses x-amz headers that were added on the way", async () => {
    const { config, seen } = clientSide();
    const client = new S3Client({ ...config, forcePathStyle: true });
    await client.send(new GetObjectCommand({ Bucket: "media", Key: "k" }));
    const { request } = seen;
    if (request === undefined) throw new Error("no request was seen");
    const headers = { ...request.headers, "x-amz-acl": "public-read" };
    const response = await gatewayWith().handle({ ...request, headers });
    expect(codeOf(response)).toBe("AccessDenied");
    expect(fieldOf(response, "HeadersNotSigned")).toBe("x-amz-acl");
  });
});

describe("strict, presigned URLs", () => {
  const presign = async (expiresIn = 60, Key = "a b/ü.txt") => {
    const { config } = clientSide();
    const client = new S3Client({ ...config, forcePathStyle: true });
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: "media", Key }), {
      expiresIn,
      signingDate: NOW,
    });
    return url.slice(ENDPOINT.length);
  };

  test("accepts one in time", async () => {
    const response = await gatewayWith().handle(rawRequest("GET", await presign()));
    expect(response.headers["x-principal"]).toBe("111122223333");
  });

  test("refuses one that has expired", async () => {
    const later = new Date(NOW.getTime() + 61_000);
    const response = await gatewayWith({ now: () => later }).handle(rawRequest("GET", await presign()));
    expect(response.status).toBe(403);
    expect(codeOf(response)).toBe("AccessDenied");
    expect(fieldOf(response, "Message")).toBe("Request has expired");
    expect(fieldOf(response, "X-Amz-Expires")).toBe("60");
    expect(fieldOf(response, "Expires")).toBe("2025-11-22T12:01:00Z");
  });

  test("refuses one that was tampered with", async () => {
    const url = await presign();
    const response = await gatewayWith().handle(rawRequest("GET", url.replace("a%20b", "c")));
    expect(codeOf(response)).toBe("SignatureDoesNotMatch");
    expect((await gatewayWith().handle(rawRequest("PUT", url))).status).toBe(403);
  });

  test.for([
    ["X-Amz-Signature", "AuthorizationQueryParametersError"],
    ["X-Amz-Date", "AuthorizationQueryParametersError"],
    ["X-Amz-Expires", "AuthorizationQueryParametersError"],
    ["X-Amz-Credential", "AuthorizationQueryParametersError"],
  ] as const)("refuses one without %s", async ([name, code], { expect }) => {
    const url = (await presign()).replace(new RegExp(`&?${name}=[^&]*`), "");
    const response = await gatewayWith().handle(rawRequest("GET", url));
    expect([response.status, codeOf(response)]).toEqual([400, code]);
  });

  test.for([
    ["604801", /less than a week/],
    ["-1", /non-negative/],
    ["soon", /should be a number/],
  ] as const)("refuses an expiry of %s", async ([expires, message], { expect }) => {
    const url = (await presign()).replace("X-Amz-Expires=60", `X-Amz-Expires=${expires}`);
    const response = await gatewayWith().handle(rawRequest("GET", url));
    expect(codeOf(response)).toBe("AuthorizationQueryParametersError");
    expect(fieldOf(response, "Message")).toMatch(message);
  });

  test("refuses a signature in two places", async () => {
    const request = rawRequest("GET", await presign(), { authorization: "AWS4-HMAC-SHA256 Credential=x" });
    const response = await gatewayWith().handle(request);
    expect(codeOf(response)).toBe("InvalidArgument");
    expect(fieldOf(response, "Message")).toMatch(/^Only one auth mechanism allowed/);
  });
});

describe("strict, Signature Version 2", () => {
  const sign = (text: string) => createHmac("sha1", ALICE.secretAccessKey).update(text).digest("base64");
  const date = NOW.toUTCString();

  test("accepts a header as boto 2 makes it", async () => {
    const text = `PUT\n\ntext/plain\n${date}\nx-amz-acl:public-read\n/media/key%20with`;
    const headers = {
      date,
      "content-type": "text/plain",
      "x-amz-acl": "public-read",
      authorization: `AWS ${ALICE.accessKeyId}:${sign(text)}`,
    };
    const response = await gatewayWith().handle(rawRequest("PUT", "/media/key%20with", headers, "hi"));
    expect(response.headers["x-principal"]).toBe("111122223333");
  });

  test("accepts metadata beyond ASCII, signed as the UTF-8 that was sent", async () => {
    const text = `PUT\n\n\n${date}\nx-amz-meta-greeting:नमस्ते\n/media/key`;
    const headers = {
      date,
      "x-amz-meta-greeting": Buffer.from("नमस्ते").toString("latin1"),
      authorization: `AWS ${ALICE.accessKeyId}:${sign(text)}`,
    };
    expect((await gatewayWith().handle(rawRequest("PUT", "/media/key", headers, "hi"))).status).toBe(200);
  });

  test("signs the bucket of a virtual host", async () => {
    const text = `GET\n\n\n${date}\n/media/key`;
    const headers = {
      date,
      host: "media.s3.amazonaws.com",
      authorization: `AWS ${ALICE.accessKeyId}:${sign(text)}`,
    };
    expect((await gatewayWith().handle(rawRequest("GET", "/key", headers))).status).toBe(200);
  });

  test("accepts a bucket signed with the slash that boto does not send", async () => {
    const authorization = `AWS ${ALICE.accessKeyId}:${sign(`GET\n\n\n${date}\n/media/`)}`;
    expect(
      (await gatewayWith().handle(rawRequest("GET", "/media?list-type=2", { date, authorization }))).status,
    ).toBe(200);
  });

  test("accepts and expires a presigned URL", async () => {
    const expires = NOW.getTime() / 1000 + 60;
    const signature = encodeURIComponent(
      sign(`GET\n\n\n${expires}\n/media/key?response-content-type=text/plain`),
    );
    const url = `/media/key?response-content-type=text%2Fplain&AWSAccessKeyId=${ALICE.accessKeyId}&Expires=${expires}&Signature=${signature}`;
    expect((await gatewayWith().handle(rawRequest("GET", url))).status).toBe(200);
    const late = await gatewayWith({ now: () => new Date((expires + 1) * 1000) }).handle(
      rawRequest("GET", url),
    );
    expect(fieldOf(late, "Message")).toBe("Request has expired");
    const incomplete = await gatewayWith().handle(rawRequest("GET", url.replace(/&Expires=\d+/, "")));
    expect(fieldOf(incomplete, "Message")).toBe(
      "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters",
    );
  });

  test("refuses a wrong one and shows the string to sign", async () => {
    const response = await gatewayWith().handle(
      rawRequest("GET", "/media/key", { date, authorization: `AWS ${ALICE.accessKeyId}:AAAA` }),
    );
    expect(codeOf(response)).toBe("SignatureDoesNotMatch");
    expect(fieldOf(response, "StringToSign")).toBe(`GET\n\n\n${date}\n/media/key`);
    expect(fieldOf(response, "CanonicalRequest")).toBeUndefined();
  });

  test("is for CloudFront a signature of the date, in old versions only", async () => {
    const headers = { date, authorization: `AWS ${ALICE.accessKeyId}:${sign(date)}` };
    const old = await gatewayWith().handle(
      rawRequest("GET", "/2010-11-01/streaming-distribution/E1", headers),
    );
    expect(old.headers["x-principal"]).toBe("111122223333");
    const wrong = { ...headers, authorization: `AWS ${ALICE.accessKeyId}:AAAA` };
    const refused = await gatewayWith().handle(
      rawRequest("GET", "/2010-11-01/streaming-distribution/E1", wrong),
    );
    expect(codeOf(refused)).toBe("SignatureDoesNotMatch");
    const modern = await gatewayWith().handle(
      rawRequest("GET", "/2014-05-31/streaming-distribution/E1", headers),
    );
    expect([modern.status, codeOf(modern)]).toEqual([400, "IncompleteSignature"]);
    expect(fieldOf(modern, "Message")).toMatch(/^Authorization header requires 'Credential' parameter\./);
  });
});

describe("signed chunks", () => {
  const scope = "20251122/us-east-1/s3/aws4_request";
  const timestamp = "20251122T120000Z";
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const key = ["20251122", "us-east-1", "s3", "aws4_request"].reduce<Buffer>(
    (previous, part) => hmac(previous, part),
    Buffer.from(`AWS4${ALICE.secretAccessKey}`),
  );

  /** Signs an upload in chunks as the user guide says, independently of the code under test. */
  function upload(
    chunks: readonly string[],
    trailer?: string,
    tamper: (body: string) => string = (body) => body,
  ) {
    const contentSha256 = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer === undefined ? "" : "-TRAILER"}`;
    const headers: Record<string, string> = {
      host: "127.0.0.1:4566",
      "x-amz-content-sha256": contentSha256,
      "x-amz-date": timestamp,
      "x-amz-decoded-content-length": String(chunks.join("").length),
    };
    const names = Object.keys(headers).toSorted();
    const canonical = [
      "PUT",
      "/media/k",
      "",
      ...names.map((name) => `${name}:${headers[name]}`),
      "",
      names.join(";"),
      contentSha256,
    ];
    const seed = hmac(
      key,
      `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical.join("\n"))}`,
    ).toString("hex");
    let previous = seed;
    let body = "";
    for (const chunk of [...chunks, ""]) {
      const text = ["AWS4-HMAC-SHA256-PAYLOAD", timestamp, scope, previous, sha256(""), sha256(chunk)].join(
        "\n",
      );
      previous = hmac(key, text).toString("hex");
      body += `${chunk.length.toString(16)};chunk-signature=${previous}\r\n${chunk}${chunk === "" ? "" : "\r\n"}`;
    }
    if (trailer !== undefined) {
      const text = ["AWS4-HMAC-SHA256-TRAILER", timestamp, scope, previous, sha256(`${trailer}\n`)].join(
        "\n",
      );
      body += `${trailer}\r\nx-amz-trailer-signature:${hmac(key, text).toString("hex")}\r\n`;
    }
    const credential = `Credential=${ALICE.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${seed}`;
    return rawRequest(
      "PUT",
      "/media/k",
      { ...headers, authorization: `AWS4-HMAC-SHA256 ${credential}` },
      tamper(`${body}\r\n`),
    );
  }

  test("are verified, and so is the trailer", async () => {
    const plain = await gatewayWith().handle(upload(["hello ", "world"]));
    expect(plain.headers["x-body"]).toBe("hello world");
    const trailing = await gatewayWith().handle(upload(["hello ", "world"], "x-amz-checksum-crc32:DUoRhQ=="));
    expect(trailing.headers).toMatchObject({ "x-body": "hello world" });
  });

  test.for([
    {
      name: "changed data",
      tamper: (body: string) => body.replace("world", "wOrld"),
      code: "SignatureDoesNotMatch",
    },
    {
      name: "a changed trailer",
      tamper: (body: string) => body.replace("DUoRhQ", "DUoRhR"),
      code: "SignatureDoesNotMatch",
    },
    { name: "a cut body", tamper: (body: string) => body.slice(0, 120), code: "IncompleteBody" },
    { name: "no framing", tamper: () => "hello world", code: "IncompleteBody" },
    {
      name: "a trailer that is none",
      tamper: (body: string) => body.replace("x-amz-checksum-crc32:", "x"),
      code: "MalformedTrailerError",
    },
  ])("refuse $name", async ({ tamper, code }, { expect }) => {
    const response = await gatewayWith().handle(
      upload(["hello ", "world"], "x-amz-checksum-crc32:DUoRhQ==", tamper),
    );
    expect(codeOf(response)).toBe(code);
  });

  test("refuse a wrong decoded length", async () => {
    const request = upload(["hello"]);
    const headers = { ...request.headers, "x-amz-decoded-content-length": "4" };
    const relaxed = await gatewayWith({ auth: "relaxed" }).handle({ ...request, headers });
    expect(codeOf(relaxed)).toBe("IncompleteBody");
  });
});

describe("relaxed", () => {
  const gateway = gatewayWith({ auth: "relaxed" });
  const signed = (accessKey: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20000101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=x`,
    "x-amz-date": "20000101T000000Z",
  });

  test.for([
    ["123456789012", "123456789012"],
    [ALICE.accessKeyId, "111122223333"],
    ["anything", "000000000000"],
  ] as const)("believes the access key %s", async ([accessKey, account], { expect }) => {
    const response = await gateway.handle(rawRequest("GET", "/media/k", signed(accessKey)));
    expect(response.headers["x-principal"]).toBe(account);
  });

  test("takes no signature for anonymous, which CloudFront and STS do not know", async () => {
    expect((await gateway.handle(rawRequest("GET", "/media/k"))).headers["x-principal"]).toBe("anonymous");
    const cloudFront = await gateway.handle(rawRequest("GET", "/2020-05-31/streaming-distribution"));
    expect([cloudFront.status, codeOf(cloudFront)]).toEqual([403, "MissingAuthenticationToken"]);
  });

  test.for([
    [
      "AWS4-HMAC-SHA256 Credential=AKID/20000101/us-east-1/s3, SignedHeaders=host, Signature=x",
      "AuthorizationHeaderMalformed",
    ],
    ["AWS4-HMAC-SHA256 nonsense", "AuthorizationHeaderMalformed"],
    ["Bearer token", "InvalidArgument"],
    ["AWS nonsense", "InvalidArgument"],
  ] as const)("refuses the malformed header %j", async ([authorization, code], { expect }) => {
    const response = await gateway.handle(rawRequest("GET", "/media/k", { authorization }));
    expect([response.status, codeOf(response)]).toEqual([400, code]);
  });
});
