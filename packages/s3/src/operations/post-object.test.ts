import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { type InProcessS3, openInProcessS3, type RawAnswer } from "../in-process.cases.ts";

const Bucket = "media";
const EXPIRATION = "2026-01-02T04:00:00Z";

async function openUploads(): Promise<InProcessS3> {
  const s3 = openInProcessS3();
  await s3.client().send(new CreateBucketCommand({ Bucket }));
  return s3;
}

/** Posts a form as a browser does, signed in relaxed mode unless it brings no policy. */
function post(
  { send }: InProcessS3,
  fields: Readonly<Record<string, string>>,
  conditions?: readonly unknown[],
  file = "file bytes",
): Promise<RawAnswer> {
  const policy = Buffer.from(JSON.stringify({ expiration: EXPIRATION, conditions })).toString("base64");
  const signed =
    conditions === undefined
      ? {}
      : { policy, AWSAccessKeyId: "test", signature: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" };
  const parts = Object.entries({ ...fields, ...signed }).map(
    ([name, value]) => `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = `${parts.join("")}--xyz\r\nContent-Disposition: form-data; name="file"; filename="clock.flv"\r\n\r\n${file}\r\n--xyz--\r\n`;
  return send({
    method: "POST",
    target: `/${Bucket}`,
    headers: { "content-type": "multipart/form-data; boundary=xyz" },
    body,
  });
}

const CONDITIONS = [{ bucket: Bucket }, ["starts-with", "$key", "user/"], ["content-length-range", 1, 100]];

test("the file becomes an object with what the fields say", async () => {
  const s3 = await openUploads();
  const conditions = [
    ...CONDITIONS,
    { "Content-Type": "video/x-flv" },
    ["eq", "$x-amz-meta-a", "1"],
    ["starts-with", "$tagging", ""],
  ];
  const tagging = "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";
  const fields = {
    key: "user/$" + "{filename}",
    "Content-Type": "video/x-flv",
    "x-amz-meta-a": "1",
    tagging,
  };
  const answer = await post(s3, fields, conditions);
  expect(answer).toMatchObject({ status: 204, headers: { etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) } });
  const got = await s3.client().send(new GetObjectCommand({ Bucket, Key: "user/clock.flv" }));
  expect(got).toMatchObject({ ContentType: "video/x-flv", Metadata: { a: "1" }, TagCount: 1 });
  expect(await got.Body?.transformToString()).toBe("file bytes");
});

test("a policy is about the key with the file's name in it", async () => {
  const s3 = await openUploads();
  const conditions = [{ bucket: Bucket }, ["starts-with", "$key", "clock"]];
  expect((await post(s3, { key: "$" + "{filename}" }, conditions)).status).toBe(204);
  expect((await post(s3, { key: "other-$" + "{filename}" }, conditions)).status).toBe(403);
});

test("answers 201 with a document, or a redirect, when asked", async () => {
  const s3 = await openUploads();
  const created = await post(s3, { key: "user/a", success_action_status: "201" }, [
    ...CONDITIONS,
    { success_action_status: "201" },
  ]);
  expect(created.status).toBe(201);
  expect(created.text).toContain("<Key>user/a</Key>");
  const target = "https://example.com/done";
  const redirected = await post(s3, { key: "user/a", success_action_redirect: target }, [
    ...CONDITIONS,
    { success_action_redirect: target },
  ]);
  expect(redirected.status).toBe(303);
  expect(redirected.headers.location).toMatch(
    /^https:\/\/example\.com\/done\?bucket=media&key=user%2Fa&etag=%22/,
  );
});

const REFUSED = [
  {
    name: "a condition that does not hold",
    fields: { key: "other/a" },
    conditions: CONDITIONS,
    status: 403,
    text: 'Invalid according to Policy: Policy Condition failed: ["starts-with", "$key", "user/"]',
  },
  {
    name: "a field that no condition names",
    fields: { key: "user/a", acl: "public-read" },
    conditions: CONDITIONS,
    status: 403,
    text: "Extra input fields: acl",
  },
  {
    name: "a file that is too long",
    fields: { key: "user/a" },
    conditions: [...CONDITIONS, ["content-length-range", 0, 5]],
    status: 400,
    text: "<Code>EntityTooLarge</Code>",
  },
  {
    name: "a file that is too short",
    fields: { key: "user/a" },
    conditions: [{ bucket: Bucket }, ["starts-with", "$key", ""], ["content-length-range", 50, 100]],
    status: 400,
    text: "<Code>EntityTooSmall</Code>",
  },
  {
    name: "a condition with two properties",
    fields: { key: "user/a" },
    conditions: [{ bucket: Bucket, key: "user/a" }],
    status: 400,
    text: "Simple-Conditions must have exactly one property specified.",
  },
  {
    name: "a form without a key",
    fields: {},
    conditions: CONDITIONS,
    status: 400,
    text: "field named 'key'",
  },
  {
    name: "nobody's form",
    fields: { key: "user/a" },
    conditions: undefined,
    status: 403,
    text: "AccessDenied",
  },
] as const;

test.for(REFUSED)("refuses $name", async ({ fields, conditions, status, text }) => {
  const s3 = await openUploads();
  const answer = await post(s3, fields, conditions);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(text);
  const head = s3.client().send(new HeadObjectCommand({ Bucket, Key: "user/a" }));
  await expect(head).rejects.toMatchObject({ name: "NotFound" });
});

test("a policy expires", async () => {
  const s3 = await openUploads();
  s3.clock.advance(2 * 60 * 60 * 1000);
  const answer = await post(s3, { key: "user/a" }, CONDITIONS);
  expect(answer.status).toBe(403);
  expect(answer.text).toContain("Invalid according to Policy: Policy expired.");
});
