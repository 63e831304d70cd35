import {
  CreateBucketCommand,
  PutBucketCorsCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
  type WebsiteConfiguration,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { openInProcessS3, type RawAnswer } from "../in-process.cases.ts";

const Bucket = "site";

async function openSite(
  WebsiteConfiguration: WebsiteConfiguration,
): Promise<(path: string, method?: string, headers?: Record<string, string>) => Promise<RawAnswer>> {
  const { client, send } = openInProcessS3();
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  const pages = {
    "index.html": "home",
    "docs/index.html": "docs",
    "404.html": "nothing here",
    "old.html": "old",
  };
  for (const [Key, Body] of Object.entries(pages)) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, ACL: "public-read", ContentType: "text/html" }));
  }
  await s3.send(new PutObjectCommand({ Bucket, Key: "secret.html", Body: "secret" }));
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: "moved",
      Body: "x",
      ACL: "public-read",
      WebsiteRedirectLocation: "/old.html",
    }),
  );
  await s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }));
  return (path, method = "GET", headers = {}) =>
    send({
      method,
      target: path,
      headers: { host: `${Bucket}.s3-website-us-east-1.amazonaws.com`, ...headers },
    });
}

const PLAIN: WebsiteConfiguration = {
  IndexDocument: { Suffix: "index.html" },
  ErrorDocument: { Key: "404.html" },
};

test.for([
  ["/", 200, "home"],
  ["/docs/", 200, "docs"],
  ["/old.html", 200, "old"],
  ["/missing", 403, "nothing here"],
  ["/secret.html", 403, "nothing here"],
] as const)("%s answers %d: %s", async ([path, status, text]) => {
  const get = await openSite(PLAIN);
  expect(await get(path)).toMatchObject({ status, text });
});

test("a folder without its slash is redirected to it, an object to where it says", async () => {
  const get = await openSite(PLAIN);
  expect(await get("/docs")).toMatchObject({ status: 302, headers: { location: "/docs/" } });
  expect(await get("/moved")).toMatchObject({ status: 301, headers: { location: "/old.html" } });
});

test("without an error document the failure is a page", async () => {
  const get = await openSite({ IndexDocument: { Suffix: "index.html" } });
  const answer = await get("/<missing>".replaceAll("<", "%3C"));
  expect(answer).toMatchObject({ status: 403, headers: { "x-amz-error-code": "AccessDenied" } });
  expect(answer.text).toContain("<h1>403 Forbidden</h1>");
});

test("routing rules redirect by prefix and by error", async () => {
  const get = await openSite({
    ...PLAIN,
    RoutingRules: [
      { Condition: { KeyPrefixEquals: "a/" }, Redirect: { ReplaceKeyPrefixWith: "b/" } },
      {
        Condition: { HttpErrorCodeReturnedEquals: "403" },
        Redirect: { HostName: "example.com", Protocol: "https", HttpRedirectCode: "302" },
      },
    ],
  });
  expect((await get("/a/x")).headers.location).toBe(
    `http://${Bucket}.s3-website-us-east-1.amazonaws.com/b/x`,
  );
  expect(await get("/missing")).toMatchObject({
    status: 302,
    headers: { location: "https://example.com/missing" },
  });
});

test("all requests can be redirected", async () => {
  const get = await openSite({ RedirectAllRequestsTo: { HostName: "example.com" } });
  expect(await get("/a/b")).toMatchObject({ status: 301, headers: { location: "http://example.com/a/b" } });
});

test("HEAD, ranges and conditions", async () => {
  const get = await openSite(PLAIN);
  const head = await get("/", "HEAD");
  expect(head).toMatchObject({ status: 200, headers: { "content-length": "4" }, text: "" });
  expect(await get("/", "GET", { range: "bytes=1-2" })).toMatchObject({ status: 206, text: "om" });
  expect((await get("/", "GET", { "if-none-match": head.headers.etag ?? "" })).status).toBe(304);
});

test("preflights and requests are answered by the bucket's rules", async () => {
  const { client, send } = openInProcessS3();
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x", ACL: "public-read" }));
  const preflight = (origin: string, method: string, requestHeaders?: string) =>
    send({
      method: "OPTIONS",
      target: `/${Bucket}/k`,
      headers: {
        origin,
        "access-control-request-method": method,
        ...(requestHeaders === undefined ? {} : { "access-control-request-headers": requestHeaders }),
      },
    });
  const unset = await preflight("https://example.com", "GET");
  expect(unset.status).toBe(403);
  expect(unset.text).toContain("CORSResponse: CORS is not enabled for this bucket.");
  const CORSRules = [
    {
      AllowedOrigins: ["https://*.example.com"],
      AllowedMethods: ["GET", "PUT"],
      AllowedHeaders: ["x-amz-*"],
      ExposeHeaders: ["ETag"],
      MaxAgeSeconds: 60,
    },
  ];
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  expect(await preflight("https://a.example.com", "PUT", "X-Amz-Acl, x-amz-date")).toMatchObject({
    status: 200,
    headers: {
      "access-control-allow-origin": "https://a.example.com",
      "access-control-allow-methods": "GET, PUT",
      "access-control-allow-headers": "x-amz-acl, x-amz-date",
      "access-control-max-age": "60",
    },
  });
  expect((await preflight("https://a.example.com", "DELETE")).status).toBe(403);
  expect((await preflight("https://a.example.com", "PUT", "x-other")).status).toBe(403);
  expect((await preflight("https://example.org", "GET")).status).toBe(403);
  const get = (origin: string) => send({ target: `/${Bucket}/k`, headers: { origin } });
  expect((await get("https://a.example.com")).headers).toMatchObject({
    "access-control-allow-origin": "https://a.example.com",
    "access-control-expose-headers": "ETag",
  });
  expect((await get("https://example.org")).headers["access-control-allow-origin"]).toBeUndefined();
});
