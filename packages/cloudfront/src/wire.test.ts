import { test } from "vitest";
import { openTestCloud } from "./test-cloud.cases.ts";

const NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

const CONFIG = `<?xml version="1.0" encoding="UTF-8"?>
<StreamingDistributionConfig xmlns="${NAMESPACE}">
  <Enabled>true</Enabled><!-- any order -->
  <TrustedSigners><Enabled>true</Enabled><Quantity>1</Quantity><Items><AwsAccountNumber>self</AwsAccountNumber></Items></TrustedSigners>
  <Comment><![CDATA[<holiday> & more]]></Comment>
  <Unknown>ignored</Unknown>
  <Logging><Enabled>false</Enabled><Bucket>left.s3.amazonaws.com</Bucket><Prefix>over/</Prefix></Logging>
  <Aliases><Quantity>1</Quantity><Items><CNAME>m&#101;dia.example.com</CNAME></Items></Aliases>
  <S3Origin><OriginAccessIdentity/><DomainName>holiday-media.s3.amazonaws.com</DomainName></S3Origin>
  <CallerReference>wire-é</CallerReference>
</StreamingDistributionConfig>`;

test("answers a creation as the service writes it", async ({ expect }) => {
  const { send, cloudFront } = openTestCloud();
  await cloudFront.setKeyPair("000000000000", "APKAEXAMPLE", "-----BEGIN PUBLIC KEY-----");
  const answer = await send({ method: "POST", path: "/2020-05-31/streaming-distribution", body: CONFIG });
  expect(answer.status).toBe(201);
  const id = /<Id>(E[A-Z0-9]{13})<\/Id>/.exec(answer.body)?.[1];
  const domainName = /<DomainName>(s[a-z0-9]{13}\.cloudfront\.net)<\/DomainName>/.exec(answer.body)?.[1];
  expect(answer.headers).toMatchObject({
    "content-type": "text/xml",
    etag: expect.stringMatching(/^E[A-Z0-9]{12}$/),
    location: `https://cloudfront.amazonaws.com/2020-05-31/streaming-distribution/${id}`,
    "x-amzn-requestid": expect.any(String),
  });
  expect(answer.body).toBe(
    `<?xml version="1.0"?>\n<StreamingDistribution xmlns="${NAMESPACE}"><Id>${id}</Id>` +
      `<ARN>arn:aws:cloudfront::000000000000:streaming-distribution/${id}</ARN><Status>InProgress</Status>` +
      `<LastModifiedTime>2012-05-05T12:00:00.123Z</LastModifiedTime><DomainName>${domainName}</DomainName>` +
      "<ActiveTrustedSigners><Enabled>true</Enabled><Quantity>1</Quantity><Items><Signer><AwsAccountNumber>self</AwsAccountNumber>" +
      "<KeyPairIds><Quantity>1</Quantity><Items><KeyPairId>APKAEXAMPLE</KeyPairId></Items></KeyPairIds></Signer></Items></ActiveTrustedSigners>" +
      "<StreamingDistributionConfig><CallerReference>wire-é</CallerReference>" +
      "<S3Origin><DomainName>holiday-media.s3.amazonaws.com</DomainName><OriginAccessIdentity/></S3Origin>" +
      "<Aliases><Quantity>1</Quantity><Items><CNAME>media.example.com</CNAME></Items></Aliases>" +
      "<Comment>&lt;holiday&gt; &amp; more</Comment>" +
      "<Logging><Enabled>false</Enabled><Bucket/><Prefix/></Logging>" +
      "<TrustedSigners><Enabled>true</Enabled><Quantity>1</Quantity><Items><AwsAccountNumber>self</AwsAccountNumber></Items></TrustedSigners>" +
      "<PriceClass>PriceClass_All</PriceClass><Enabled>true</Enabled></StreamingDistributionConfig></StreamingDistribution>",
  );
});

test("answers a failure as the service writes it", async ({ expect }) => {
  const { send } = openTestCloud();
  const answer = await send({ method: "GET", path: "/2020-05-31/streaming-distribution/E0000000NOBODY" });
  expect(answer.status).toBe(404);
  expect(answer.body).toMatch(
    new RegExp(
      `^<\\?xml version="1\\.0"\\?>\\n<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type>` +
        "<Code>NoSuchStreamingDistribution</Code><Message>The specified streaming distribution does not exist\\.</Message></Error>" +
        "<RequestId>[0-9a-f-]{36}</RequestId></ErrorResponse>$",
    ),
  );
});

test.for([
  { name: "nothing", body: undefined, code: "MissingBody" },
  { name: "half a document", body: CONFIG.slice(0, 200), code: "MalformedXML" },
  {
    name: "another root",
    body: CONFIG.replaceAll("StreamingDistributionConfig", "Config"),
    code: "MalformedXML",
  },
  {
    name: "no S3Origin",
    body: CONFIG.replace(/<S3Origin>.*<\/S3Origin>/, ""),
    code: "MalformedXML",
    message:
      "1 validation error detected: Value null at 'streamingDistributionConfig.s3Origin' failed to satisfy constraint: Member must not be null",
  },
  { name: "maybe for true", body: CONFIG.replace("<Enabled>true", "<Enabled>maybe"), code: "MalformedXML" },
])("refuses a body that is $name and keeps nothing of it", async ({ body, code, message }, { expect }) => {
  const { send } = openTestCloud();
  const answer = await send({ method: "POST", path: "/2020-05-31/streaming-distribution", body });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain(`<Code>${code}</Code>`);
  if (message !== undefined) expect(answer.body.replaceAll("&apos;", "'")).toContain(message);
  const list = await send({ method: "GET", path: "/2020-05-31/streaming-distribution" });
  expect(list.body).toContain("<Quantity>0</Quantity>");
});

test("answers nobody who does not say who he is", async ({ expect }) => {
  const { send } = openTestCloud();
  const answer = await send({
    method: "GET",
    path: "/2020-05-31/streaming-distribution",
    headers: { authorization: "", "x-amz-date": "" },
  });
  expect(answer.status).toBe(403);
  expect(answer.body).toContain("<Code>MissingAuthenticationToken</Code>");
});

test("names the operation that it does not implement", async ({ expect }) => {
  const { send } = openTestCloud();
  const answer = await send({ method: "GET", path: "/2020-05-31/anycast-ip-list" });
  expect(answer.status).toBe(501);
  expect(answer.body).toContain("ListAnycastIpLists");
});
