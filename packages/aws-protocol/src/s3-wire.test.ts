import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { createGateway, type RequestRecord } from "./gateway.ts";
import type { AwsRequest, AwsResponse } from "./http.ts";
import type { OperationHandler, Service } from "./operation.ts";
import { codeOf, fieldOf, rawRequest, relaxedAuthorization } from "./raw-request.cases.ts";
import { ServiceError } from "./service-error.ts";

type AnyHandler = OperationHandler<object, never, object>;

/** Sends a request to a service with the given handlers; tells what the handler saw. */
async function send(
  request: AwsRequest,
  operations: Record<string, AnyHandler>,
  service: Partial<Service> = {},
) {
  const inputs: Record<string, unknown>[] = [];
  const records: RequestRecord[] = [];
  const errors: unknown[] = [];
  const watched = Object.fromEntries(
    Object.entries(operations).map(([name, handler]): [string, AnyHandler] => [
      name,
      (context, input) => {
        inputs.push(input);
        return handler(context, input);
      },
    ]),
  );
  const { handle } = createGateway({
    services: [{ name: "s3", state: {}, operations: watched, ...service }],
    onRequest: (record) => records.push(record),
    onError: (error) => errors.push(error),
  });
  return { response: await handle(request), input: inputs[0], record: records[0], errors };
}
const answer =
  (output: object): AnyHandler =>
  () =>
    output;
const HEADERS = relaxedAuthorization("s3");

describe("answers", () => {
  test("with its identifiers", async () => {
    const { response } = await send(rawRequest("PUT", "/b", HEADERS), {
      CreateBucket: answer({ Location: "/b" }),
    });
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({ server: "AmazonS3", location: "/b" });
    expect(response.headers["x-amz-request-id"]).toMatch(/^[0-9A-Z]{16}$/);
    expect(response.headers["x-amz-id-2"]).toMatch(/^[A-Za-z0-9+/]{75}=$/);
    expect([response.body, response.headers["content-length"]]).toEqual([undefined, "0"]);
  });

  test("a location without nesting", async () => {
    const locate = (LocationConstraint?: string) =>
      send(rawRequest("GET", "/b?location", HEADERS), { GetBucketLocation: answer({ LocationConstraint }) });
    const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
    const open = '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
    expect((await locate("eu-west-1")).response.body).toBe(
      `${declaration}${open}>eu-west-1</LocationConstraint>`,
    );
    expect((await locate()).response.body).toBe(`${declaration}${open}/>`);
  });

  test("listings under their root, dates with milliseconds, quotes escaped", async () => {
    const output = {
      Name: "b",
      Prefix: "",
      MaxKeys: 1000,
      KeyCount: 1,
      IsTruncated: false,
      Contents: [
        { Key: "a<&>\u0001", LastModified: new Date(0), ETag: '"etag"', Size: 5, StorageClass: "STANDARD" },
      ],
      CommonPrefixes: [{ Prefix: "x/" }, { Prefix: "y/" }],
    };
    const { response } = await send(rawRequest("GET", "/b?list-type=2", HEADERS), {
      ListObjectsV2: answer(output),
    });
    expect(response.headers["content-type"]).toBe("application/xml");
    expect(response.body).toContain('<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">');
    expect(response.body).toContain(
      "<Contents><Key>a&lt;&amp;&gt;&#x1;</Key><LastModified>1970-01-01T00:00:00.000Z</LastModified>",
    );
    expect(response.body).toContain("<ETag>&quot;etag&quot;</ETag>");
    expect(response.body).toContain(
      "<CommonPrefixes><Prefix>x/</Prefix></CommonPrefixes><CommonPrefixes><Prefix>y/</Prefix></CommonPrefixes>",
    );
  });

  test("a grantee with its type as an attribute", async () => {
    const Grants = [{ Grantee: { Type: "CanonicalUser", ID: "abc" }, Permission: "READ" }];
    const { response } = await send(rawRequest("GET", "/b?acl", HEADERS), {
      GetBucketAcl: answer({ Grants }),
    });
    expect(response.body).toContain(
      '<AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>abc</ID></Grantee>',
    );
  });

  test("206 for a part of an object, metadata and dates as headers", async () => {
    const Body = Readable.from([Buffer.from("x")]);
    const output = {
      Body,
      ContentRange: "bytes 0-0/5",
      LastModified: new Date(0),
      Metadata: { a: "b" },
      PartsCount: 2,
    };
    const { response } = await send(rawRequest("GET", "/b/k", HEADERS), { GetObject: answer(output) });
    expect(response.status).toBe(206);
    expect(response.headers).toMatchObject({
      "content-range": "bytes 0-0/5",
      "last-modified": "Thu, 01 Jan 1970 00:00:00 GMT",
      "x-amz-meta-a": "b",
      "x-amz-mp-parts-count": "2",
    });
    expect(response.body).toBe(Body);
  });

  test("204 for a policy", async () => {
    const { response, input } = await send(rawRequest("PUT", "/b?policy", HEADERS, '{"a":1}'), {
      PutBucketPolicy: answer({}),
    });
    expect(response.status).toBe(204);
    expect(input).toMatchObject({ Bucket: "b", Policy: '{"a":1}' });
  });

  test("204 for a bucket's tags", async () => {
    const tagging = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
    const { response } = await send(rawRequest("PUT", "/b?tagging", HEADERS, tagging), {
      PutBucketTagging: answer({}),
    });
    expect(response.status).toBe(204);
  });

  test("what a handler adds, and what finish makes of it", async () => {
    const headBucket: AnyHandler = ({ setHeader }) => {
      setHeader("X-Amz-Bucket-Region", "eu-west-1");
      throw new ServiceError("403", "Forbidden", { status: 403 });
    };
    const finish = (_: object, response: AwsResponse) => ({
      ...response,
      headers: { ...response.headers, vary: "Origin" },
    });
    const { response } = await send(
      rawRequest("HEAD", "/b", HEADERS),
      { HeadBucket: headBucket },
      { finish },
    );
    expect(response).toMatchObject({
      status: 403,
      headers: { "x-amz-bucket-region": "eu-west-1", vary: "Origin" },
    });
    expect(response.body).toBeUndefined();
  });

  test("errors with their fields in order", async () => {
    const { response, record } = await send(rawRequest("GET", "/b/a%26b", HEADERS), {
      GetObject: () => {
        throw new ServiceError("NoSuchKey", "The specified key does not exist.", {
          status: 404,
          fields: { Key: "a&b", X: "1" },
        });
      },
    });
    const { "x-amz-request-id": requestId, "x-amz-id-2": hostId } = response.headers;
    expect(response.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>' +
        `<Key>a&amp;b</Key><X>1</X><RequestId>${requestId}</RequestId><HostId>${hostId}</HostId></Error>`,
    );
    expect(record).toMatchObject({
      service: "s3",
      operation: "GetObject",
      status: 404,
      code: "NoSuchKey",
      accountId: "000000000000",
      target: "GET /b/a%26b",
    });
  });

  test("our own bugs as InternalError, told to nobody but onError", async () => {
    const bug = new Error("secret");
    const { response, errors } = await send(rawRequest("GET", "/b/k", HEADERS), {
      GetObject: () => {
        throw bug;
      },
    });
    expect([response.status, codeOf(response)]).toEqual([500, "InternalError"]);
    expect(response.body).not.toContain("secret");
    expect(errors).toEqual([bug]);
    const wrong = await send(rawRequest("GET", "/b?list-type=2", HEADERS), {
      ListObjectsV2: answer({ Contents: 1 }),
    });
    expect(codeOf(wrong.response)).toBe("InternalError");
  });
});

describe("inputs", () => {
  test("carry headers, prefix headers, query and dates; an invalid HTTP date is ignored", async () => {
    const headers = {
      ...HEADERS,
      range: "bytes=0-1",
      "if-modified-since": "yesterday",
      "if-unmodified-since": "Thu, 01 Jan 1970 00:00:01 GMT",
    };
    const { input } = await send(
      rawRequest(
        "GET",
        "/b/a%20b?versionId=v%2B1&partNumber=3&response-expires=Thu,+01+Jan+1970+00:00:00+GMT",
        headers,
      ),
      {
        GetObject: answer({ Body: "" }),
      },
    );
    expect(input).toEqual({
      Bucket: "b",
      Key: "a b",
      Range: "bytes=0-1",
      IfUnmodifiedSince: new Date(1000),
      VersionId: "v+1",
      PartNumber: 3,
      ResponseExpires: new Date(0),
    });
  });

  test("lose the framing of their body", async () => {
    const headers = {
      ...HEADERS,
      "content-encoding": "gzip, aws-chunked",
      "content-length": "999",
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": "5",
      "x-amz-meta-color": "red",
    };
    const { input } = await send(rawRequest("PUT", "/b/k", headers, "5\r\nhello\r\n0\r\n\r\n"), {
      PutObject: answer({}),
    });
    expect(input).toMatchObject({ ContentEncoding: "gzip", ContentLength: 5, Metadata: { color: "red" } });
  });

  test("of pseudo operations are bucket and key, their answers raw", async () => {
    const raw: AnyHandler = () => ({ status: 200, headers: { "x-raw": "1" }, body: undefined });
    const preflight = await send(rawRequest("OPTIONS", "/b/a%20b"), { PreflightCors: raw });
    expect([preflight.input, preflight.response.headers["x-raw"]]).toEqual([
      { Bucket: "b", Key: "a b" },
      "1",
    ]);
    const form = rawRequest(
      "POST",
      "/",
      { host: "b.localhost", "content-type": "multipart/form-data; boundary=x" },
      "--x--",
    );
    expect((await send(form, { PostObject: raw })).input).toEqual({ Bucket: "b", Key: "" });
    const website = rawRequest("GET", "/docs/", { host: "b.s3-website.localhost" });
    expect((await send(website, { GetWebsite: raw })).input).toEqual({ Bucket: "b", Key: "docs/" });
  });
});

const TAGGING = "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";

test("a form that is given up half read leaves its connection open", async () => {
  const giveUp: AnyHandler = async ({ request }) => {
    request.body?.destroy();
    return { status: 400, headers: {}, body: undefined };
  };
  const form = rawRequest("POST", "/b", { "content-type": "multipart/form-data; boundary=x" }, "--x--");
  expect((await send(form, { PostObject: giveUp })).response.status).toBe(400);
  expect(form.body?.destroyed).toBe(false);
});

test.for([
  ["uploads&max-uploads=", "ListMultipartUploads", "MaxUploads"],
  ["uploadId=u&max-parts=", "ListParts", "MaxParts"],
] as const)("takes ?%s as if it had no such limit", async ([query, operation, member]) => {
  const target = operation === "ListParts" ? `/b/k?${query}` : `/b?${query}`;
  const { response, input } = await send(rawRequest("GET", target, HEADERS), { [operation]: answer({}) });
  expect(response.status).toBe(200);
  expect(input).not.toHaveProperty(member);
});

test("takes max-keys without a value as if it were not there", async () => {
  const { response, input } = await send(rawRequest("GET", "/b?max-keys=", HEADERS), {
    ListObjects: answer({}),
  });
  expect(response.status).toBe(200);
  expect(input).not.toHaveProperty("MaxKeys");
});

describe("refuses", () => {
  test.for([
    ["no body", "PUT", "/b?tagging", undefined, 400, "MissingRequestBodyError"],
    ["what is no XML", "PUT", "/b?tagging", "{}", 400, "MalformedXML"],
    ["another root", "PUT", "/b?tagging", "<Tags/>", 400, "MalformedXML"],
    [
      "a foreign namespace",
      "PUT",
      "/b?tagging",
      TAGGING.replace("<Tagging", '<Tagging xmlns="urn:x"'),
      400,
      "MalformedXML",
    ],
    [
      "an unknown element",
      "PUT",
      "/b?tagging",
      TAGGING.replace("<TagSet>", "<New/><TagSet>"),
      400,
      "MalformedXML",
    ],
    ["a missing member", "PUT", "/b?tagging", TAGGING.replace("<Key>k</Key>", ""), 400, "MalformedXML"],
    [
      "a wrong choice",
      "PUT",
      "/b?versioning",
      "<VersioningConfiguration><Status>Maybe</Status></VersioningConfiguration>",
      400,
      "MalformedXML",
    ],
    [
      "a broken ACL",
      "PUT",
      "/b?acl",
      "<AccessControlPolicy><Foo/></AccessControlPolicy>",
      400,
      "MalformedACLError",
    ],
    ["a wrong number", "GET", "/b?max-keys=many", undefined, 400, "InvalidArgument"],
    ["an unknown encoding", "GET", "/b?encoding-type=base64", undefined, 400, "InvalidArgument"],
    ["an unknown method", "PATCH", "/b/k", undefined, 405, "MethodNotAllowed"],
    ["a POST that is no form", "POST", "/b", "x=1", 412, "PreconditionFailed"],
    ["an operation without a handler", "GET", "/b?abac", undefined, 501, "NotImplemented"],
  ] as const)("%s", async ([, method, target, body, status, code], { expect }) => {
    const names = ["PutBucketTagging", "PutBucketVersioning", "PutBucketAcl", "ListObjects"];
    const operations = Object.fromEntries(names.map((name) => [name, answer({})]));
    const { response, input } = await send(rawRequest(method, target, HEADERS, body), operations);
    expect([response.status, codeOf(response)]).toEqual([status, code]);
    expect(input).toBeUndefined();
  });

  test("arguments with their name and value", async () => {
    const list = await send(rawRequest("GET", "/b?max-keys=many", HEADERS), { ListObjects: answer({}) });
    expect(fieldOf(list.response, "Message")).toBe(
      "Provided max-keys not an integer or within integer range",
    );
    expect(fieldOf(list.response, "ArgumentName")).toBe("max-keys");
    expect(fieldOf(list.response, "ArgumentValue")).toBe("many");
    const put = await send(
      rawRequest("PUT", "/b/k", { ...HEADERS, "x-amz-storage-class": "CHEAP", "content-length": "0" }),
      {
        PutObject: answer({}),
      },
    );
    expect([codeOf(put.response), fieldOf(put.response, "StorageClassRequested")]).toEqual([
      "InvalidStorageClass",
      "CHEAP",
    ]);
  });

  test("a Content-MD5 that does not hold", async () => {
    const putTagging = (md5: string) =>
      send(rawRequest("PUT", "/b?tagging", { ...HEADERS, "content-md5": md5 }, TAGGING), {
        PutBucketTagging: answer({}),
      });
    expect(codeOf((await putTagging("nonsense")).response)).toBe("InvalidDigest");
    expect(codeOf((await putTagging("1B2M2Y8AsgTpgAmY7PhCfg==")).response)).toBe("BadDigest");
  });

  test("but not what it does not know yet", async () => {
    const region =
      "<CreateBucketConfiguration><LocationConstraint>mars-north-1</LocationConstraint></CreateBucketConfiguration>";
    const created = await send(rawRequest("PUT", "/b", HEADERS, region), { CreateBucket: answer({}) });
    expect(created.input).toMatchObject({
      CreateBucketConfiguration: { LocationConstraint: "mars-north-1" },
    });
    const parts =
      "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>e</ETag><Size>5</Size></Part></CompleteMultipartUpload>";
    const completed = await send(rawRequest("POST", "/b/k?uploadId=u", HEADERS, parts), {
      CompleteMultipartUpload: answer({}),
    });
    expect(completed.input).toMatchObject({ MultipartUpload: { Parts: [{ PartNumber: 1, ETag: "e" }] } });
  });
});
