import {
  CreateStreamingDistributionCommand,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { CLOUDFRONT_API_VERSIONS } from "@oxbow/aws-protocol";
import { describe, test } from "vitest";
import { openTestCloud, type RawResponse, streamingConfig } from "../test-cloud.cases.ts";

const ORIGINS = {
  bare: "<Origin>holiday-media.s3.amazonaws.com</Origin>",
  s3: "<S3Origin><DNSName>holiday-media.s3.amazonaws.com</DNSName></S3Origin>",
  counted:
    "<S3Origin><DomainName>holiday-media.s3.amazonaws.com</DomainName><OriginAccessIdentity/></S3Origin>",
};

function flatConfig(root: string, origin: string, extra = "", isEnabled = true): string {
  return `<${root} xmlns="http://cloudfront.amazonaws.com/doc/2010-07-15/">${origin}
    <CallerReference>2010</CallerReference><CNAME>a.example.com</CNAME><CNAME>b.example.com</CNAME>
    <Comment>old</Comment><Enabled>${isEnabled}</Enabled>${extra}</${root}>`;
}

function countedConfig(isEnabled = true): string {
  return `<StreamingDistributionConfig><CallerReference>2012</CallerReference>${ORIGINS.counted}
    <Aliases><Quantity>0</Quantity></Aliases><Comment/><Logging><Enabled>false</Enabled><Bucket/><Prefix/></Logging>
    <TrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></TrustedSigners><PriceClass>PriceClass_All</PriceClass>
    <Enabled>${isEnabled}</Enabled></StreamingDistributionConfig>`;
}

function idOf(answer: RawResponse): string {
  return /<Id>(.*?)<\/Id>/.exec(answer.body)?.[1] ?? "";
}

/** Signed as clients of the time did: HMAC-SHA1 of the date. */
const SIGNED_2010 = { authorization: "AWS test:c2lnbmF0dXJl", date: "Sat, 05 May 2012 12:00:00 GMT" };

const STREAMING_VERSIONS = CLOUDFRONT_API_VERSIONS.filter((version) => version >= "2009-12-01");

describe("the whole life of a distribution", () => {
  test.for(STREAMING_VERSIONS)("in %s", async (version, { expect }) => {
    const { send, cloudFront } = openTestCloud();
    const isFlat = version < "2012-05-05";
    const origin = version < "2010-11-01" ? ORIGINS.bare : ORIGINS.s3;
    const body = (isEnabled: boolean) =>
      isFlat ? flatConfig("StreamingDistributionConfig", origin, "", isEnabled) : countedConfig(isEnabled);
    const path = `/${version}/streaming-distribution`;
    const signed = isFlat ? { headers: SIGNED_2010 } : {};

    const created = await send({ method: "POST", path, body: body(true), ...signed });
    expect(created.status).toBe(201);
    const id = idOf(created);
    expect(created.headers.location).toBe(`https://cloudfront.amazonaws.com${path}/${id}`);
    expect(created.body).toContain(`xmlns="http://cloudfront.amazonaws.com/doc/${version}/"`);
    expect(created.body.includes("<ARN>")).toBe(version >= "2016-08-01");
    expect(created.body.includes("<Quantity>")).toBe(!isFlat);
    if (isFlat) expect(created.body).toContain(origin);

    const again = await send({ method: "POST", path, body: body(true), ...signed });
    if (version < "2020-05-31")
      expect({ status: again.status, id: idOf(again) }).toEqual({ status: 201, id });
    else expect(again.body).toContain("StreamingDistributionAlreadyExists");

    const listed = await send({ method: "GET", path, ...signed });
    expect(listed.body).toContain(`<Id>${id}</Id>`);
    const config = await send({ method: "GET", path: `${path}/${id}/config`, ...signed });
    expect(config.body).toContain("holiday-media.s3.amazonaws.com");

    const updated = await send({
      method: "PUT",
      path: `${path}/${id}/config`,
      headers: { ...signed.headers, "if-match": config.headers.etag ?? "" },
      body: body(false),
    });
    expect(updated.status).toBe(200);
    await cloudFront.completeDeployments();
    const got = await send({ method: "GET", path: `${path}/${id}`, ...signed });
    expect(got.body).toContain("<Status>Deployed</Status>");
    expect(got.body).toContain("<Enabled>false</Enabled>");
    const deleted = await send({
      method: "DELETE",
      path: `${path}/${id}`,
      headers: { ...signed.headers, "if-match": updated.headers.etag ?? "" },
    });
    expect(deleted.status).toBe(204);
  });
});

test("reads signers, logging and the identity of a flat configuration, and writes them again", async ({
  expect,
}) => {
  const { send, cloudFront } = openTestCloud();
  await cloudFront.setKeyPair("123456789012", "APKAOTHER", "-----BEGIN PUBLIC KEY-----");
  const identity = await send({
    method: "POST",
    path: "/2010-11-01/origin-access-identity/cloudfront",
    body: "<CloudFrontOriginAccessIdentityConfig><CallerReference>i</CallerReference><Comment>c</Comment></CloudFrontOriginAccessIdentityConfig>",
  });
  const reference = `origin-access-identity/cloudfront/${idOf(identity)}`;
  const origin = `<S3Origin><DNSName>holiday-media.s3.amazonaws.com</DNSName><OriginAccessIdentity>${reference}</OriginAccessIdentity></S3Origin>`;
  const extra =
    "<Logging><Bucket>holiday-logs.s3.amazonaws.com</Bucket><Prefix>rtmp/</Prefix></Logging>" +
    "<TrustedSigners><Self/><AwsAccountNumber>123456789012</AwsAccountNumber></TrustedSigners>";
  const created = await send({
    method: "POST",
    path: "/2010-11-01//streaming-distribution",
    body: flatConfig("StreamingDistributionConfig", origin, extra),
  });
  expect(created.status).toBe(201);
  expect(created.body).toContain(
    "<ActiveTrustedSigners><Signer><Self/></Signer><Signer><AwsAccountNumber>123456789012</AwsAccountNumber><KeyPairId>APKAOTHER</KeyPairId></Signer></ActiveTrustedSigners>",
  );
  expect(created.body).toContain(
    `<StreamingDistributionConfig>${origin}<CallerReference>2010</CallerReference>` +
      "<CNAME>a.example.com</CNAME><CNAME>b.example.com</CNAME><Comment>old</Comment><Enabled>true</Enabled>" +
      "<Logging><Bucket>holiday-logs.s3.amazonaws.com</Bucket><Prefix>rtmp/</Prefix></Logging>" +
      "<TrustedSigners><Self/><AwsAccountNumber>123456789012</AwsAccountNumber></TrustedSigners>" +
      "</StreamingDistributionConfig>",
  );
  await cloudFront.completeDeployments();
  expect(cloudFront.directory.findByHost("b.example.com")).toMatchObject({
    originAccessIdentity: idOf(identity),
    logging: { bucket: "holiday-logs.s3.amazonaws.com", prefix: "rtmp/" },
    signers: { keyPairs: [{ id: "APKAOTHER" }] },
  });
});

test("says that an origin is wrong in the words of 2010", async ({ expect }) => {
  const { send } = openTestCloud();
  const answer = await send({
    method: "POST",
    path: "/2010-11-01/streaming-distribution",
    body: flatConfig(
      "StreamingDistributionConfig",
      "<S3Origin><DNSName>www.example.com</DNSName></S3Origin>",
    ),
  });
  expect(answer.body).toContain(
    "<Code>InvalidOrigin</Code><Message>The origin server does not exist or is not valid.</Message>",
  );
});

test.for([
  { name: "origin", body: flatConfig("StreamingDistributionConfig", "") },
  {
    name: "CallerReference",
    body: flatConfig("StreamingDistributionConfig", ORIGINS.s3).replace(
      /<CallerReference>.*<\/CallerReference>/,
      "",
    ),
  },
  {
    name: "Enabled",
    body: flatConfig("StreamingDistributionConfig", ORIGINS.s3).replace("<Enabled>true</Enabled>", ""),
  },
])("refuses a flat configuration without $name", async ({ body }, { expect }) => {
  const { send } = openTestCloud();
  const answer = await send({ method: "POST", path: "/2010-11-01/streaming-distribution", body });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain("<Code>MalformedXML</Code>");
});

test("serves web distributions and invalidations of 2010", async ({ expect }) => {
  const { send, cloudFront } = openTestCloud();
  const path = "/2010-11-01/distribution";
  const extra =
    "<DefaultRootObject>index.html</DefaultRootObject><RequiredProtocols><Protocol>https</Protocol></RequiredProtocols>";
  const created = await send({
    method: "POST",
    path,
    body: flatConfig("DistributionConfig", ORIGINS.s3, extra),
  });
  expect(created.status).toBe(201);
  const id = idOf(created);
  expect(created.body).toContain("<InProgressInvalidationBatches>0</InProgressInvalidationBatches>");
  expect(created.body).toContain(
    `<DistributionConfig>${ORIGINS.s3}<CallerReference>2010</CallerReference><CNAME>a.example.com</CNAME><CNAME>b.example.com</CNAME>` +
      "<Comment>old</Comment><Enabled>true</Enabled><DefaultRootObject>index.html</DefaultRootObject>" +
      "<RequiredProtocols><Protocol>https</Protocol></RequiredProtocols></DistributionConfig>",
  );
  await cloudFront.completeDeployments();
  expect(cloudFront.directory.findById(id)).toMatchObject({
    kind: "web",
    isServing: true,
    defaultRootObject: "index.html",
    behaviors: [{ viewerProtocolPolicy: "https-only" }],
  });

  const custom = `<CustomOrigin><DNSName>www.example.com</DNSName><HTTPPort>8080</HTTPPort><HTTPSPort>443</HTTPSPort><OriginProtocolPolicy>http-only</OriginProtocolPolicy></CustomOrigin>`;
  const updated = await send({
    method: "PUT",
    path: `${path}/${id}/config`,
    headers: { "if-match": created.headers.etag ?? "" },
    body: flatConfig("DistributionConfig", custom),
  });
  expect(updated.status).toBe(200);
  expect(updated.body).toContain(custom);

  const batch =
    "<InvalidationBatch><Path>/a</Path><Path>/b</Path><CallerReference>now</CallerReference></InvalidationBatch>";
  const invalidation = await send({ method: "POST", path: `${path}/${id}/invalidation`, body: batch });
  expect(invalidation.status).toBe(201);
  expect(invalidation.body).toContain(batch);
  const invalidations = await send({ method: "GET", path: `${path}/${id}/invalidation` });
  expect(invalidations.body).toContain(
    `<InvalidationSummary><Id>${idOf(invalidation)}</Id><Status>InProgress</Status></InvalidationSummary>`,
  );
});

test("refuses to update what the version can't say", async ({ expect }) => {
  const { send, client } = openTestCloud();
  const { StreamingDistribution: made, ETag = "" } = await client.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: streamingConfig({ CallerReference: "2010", PriceClass: "PriceClass_100" }),
    }),
  );
  const request = {
    method: "PUT",
    path: `/2010-11-01/streaming-distribution/${made?.Id}/config`,
    headers: { "if-match": ETag },
    body: flatConfig("StreamingDistributionConfig", ORIGINS.s3),
  };
  const refused = await send(request);
  expect(refused.status).toBe(400);
  expect(refused.body).toContain(
    "<Code>IllegalUpdate</Code><Message>You cannot update the specified distribution using this API version.</Message>",
  );

  const updated = await client.send(
    new UpdateStreamingDistributionCommand({
      Id: made?.Id,
      IfMatch: ETag,
      StreamingDistributionConfig: streamingConfig({ CallerReference: "2010" }),
    }),
  );
  const accepted = await send({ ...request, headers: { "if-match": updated.ETag ?? "" } });
  expect(accepted.status).toBe(200);
});

test("cookies are none in 2012-05-05, and required from 2012-07-01 on", async ({ expect }) => {
  const { send } = openTestCloud();
  const behavior = (name: string, path = "") =>
    `<${name}>${path}<TargetOriginId>o</TargetOriginId><ForwardedValues><QueryString>false</QueryString></ForwardedValues>
    <TrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></TrustedSigners>
    <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy><MinTTL>0</MinTTL></${name}>`;
  const body = `<DistributionConfig><CallerReference>2012</CallerReference><Aliases><Quantity>0</Quantity></Aliases>
    <DefaultRootObject/><Origins><Quantity>1</Quantity><Items><Origin><Id>o</Id>
    <DomainName>holiday-media.s3.amazonaws.com</DomainName>
    <S3OriginConfig><OriginAccessIdentity/></S3OriginConfig></Origin></Items></Origins>
    ${behavior("DefaultCacheBehavior")}<CacheBehaviors><Quantity>1</Quantity><Items>
    ${behavior("CacheBehavior", "<PathPattern>videos/*</PathPattern>")}</Items></CacheBehaviors><Comment/>
    <Logging><Enabled>false</Enabled><Bucket/><Prefix/></Logging><Enabled>true</Enabled></DistributionConfig>`;
  const created = await send({ method: "POST", path: "/2012-05-05/distribution", body });
  expect({ status: created.status, body: created.body }).toMatchObject({ status: 201 });
  expect(created.body.match(/<Cookies><Forward>none<\/Forward><\/Cookies>/g)).toHaveLength(2);
  expect((await send({ method: "POST", path: "/2012-07-01/distribution", body })).body).toContain(
    "forwardedValues.cookies",
  );
});
