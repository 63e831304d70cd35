import { describe, expect, test } from "vitest";
import type { Dialect } from "./dialect.ts";
import { createGateway } from "./gateway.ts";
import type { OperationHandler, Service } from "./operation.ts";
import { codeOf, fieldOf, rawRequest, relaxedAuthorization } from "./raw-request.cases.ts";
import { childOf, childrenOf, element, textElement } from "./xml-tree.ts";

interface Config {
  readonly CallerReference: string;
  readonly Aliases?: { readonly Quantity: number; readonly Items?: readonly string[] };
}

const inputs: object[] = [];
const create: OperationHandler<object, { StreamingDistributionConfig: Config }, object> = (_, input) => {
  inputs.push(input);
  return {
    StreamingDistribution: {
      Id: "EDFDVBD6EXAMPLE",
      ARN: "arn:aws:cloudfront::000000000000:streaming-distribution/EDFDVBD6EXAMPLE",
      Status: "InProgress",
      LastModifiedTime: new Date("2025-11-22T12:00:00Z"),
      DomainName: "s5c39gqb8ow64r.cloudfront.net",
      ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
      StreamingDistributionConfig: input.StreamingDistributionConfig,
    },
    ETag: "E2QWRUHAPOMQZL",
  };
};

/** A flat shape like those before 2012: repeated CNAMEs, S3Origin/DNSName. */
const flat: Dialect = {
  operations: {
    CreateStreamingDistribution: {
      toPayload: (root) => ({
        CallerReference: childOf(root, "CallerReference")?.text,
        S3Origin: { DomainName: childOf(root, "S3Origin")?.children[0]?.text, OriginAccessIdentity: "" },
        Aliases: {
          Quantity: childrenOf(root, "CNAME").length,
          Items: childrenOf(root, "CNAME").map(({ text }) => text),
        },
        Comment: "",
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      }),
      fromPayload: ({ StreamingDistributionConfig }: { StreamingDistributionConfig: Config }) =>
        element("StreamingDistribution", [
          textElement("CallerReference", StreamingDistributionConfig.CallerReference),
          ...(StreamingDistributionConfig.Aliases?.Items ?? []).map((cname) => textElement("CNAME", cname)),
        ]),
    },
  },
};
const service: Service = {
  name: "cloudfront",
  state: {},
  operations: { CreateStreamingDistribution: create },
  dialect: (version) => (version < "2012-05-05" ? flat : undefined),
};
const { handle } = createGateway({
  services: [service],
  limits: { maxBytes: 20_000, maxDepth: 10, maxElements: 100 },
});

const PATH = "/2020-05-31/streaming-distribution";
const HEADERS = relaxedAuthorization("cloudfront");
const MEMBERS =
  "<CallerReference>ref</CallerReference>" +
  "<S3Origin><DomainName>media.s3.amazonaws.com</DomainName><OriginAccessIdentity/></S3Origin>" +
  "<Comment>a &amp; b</Comment>" +
  "<TrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></TrustedSigners>" +
  "<Enabled>true</Enabled>";
const config = (members: string, attributes = "") =>
  `<StreamingDistributionConfig${attributes}>${members}</StreamingDistributionConfig>`;
const post = (body?: string, path = PATH) => handle(rawRequest("POST", path, HEADERS, body));

describe("accepts", () => {
  test.for([
    ["no namespace", config(MEMBERS)],
    ["its namespace", config(MEMBERS, ' xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"')],
    [
      "the namespace of another version",
      config(MEMBERS, ' xmlns="http://cloudfront.amazonaws.com/doc/2010-07-15/"'),
    ],
    [
      "any order",
      config(
        MEMBERS.match(/<(\w+)>.*?<\/\1>/g)
          ?.reverse()
          .join("") ?? "",
      ),
    ],
    ["unknown elements", config(`${MEMBERS}<Novelty><X/></Novelty>`)],
    ["white space", config(MEMBERS.replaceAll("><", ">\n  <"))],
    ["CDATA", config(MEMBERS.replace("a &amp; b", "<![CDATA[a & b]]>"))],
    ["a byte order mark and a declaration", `\uFEFF<?xml version="1.0" encoding="UTF-8"?>${config(MEMBERS)}`],
    [
      "a prefix",
      config(MEMBERS, ' xmlns:c="http://cloudfront.amazonaws.com/doc/2020-05-31/"').replaceAll(
        /<(\/?)(\w)/g,
        "<$1c:$2",
      ),
    ],
  ] as const)("%s", async ([, body], { expect }) => {
    const response = await post(body);
    expect([response.status, codeOf(response)]).toEqual([201, undefined]);
    expect(inputs.at(-1)).toEqual({
      StreamingDistributionConfig: {
        CallerReference: "ref",
        S3Origin: { DomainName: "media.s3.amazonaws.com", OriginAccessIdentity: "" },
        Comment: "a & b",
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    });
  });
});

describe("answers", () => {
  test("in the documented order, with the namespace of the request's version", async () => {
    const { status, headers, body } = await post(config(MEMBERS), "/2014-05-31/streaming-distribution");
    expect(status).toBe(201);
    expect(headers).toMatchObject({ "content-type": "text/xml", etag: "E2QWRUHAPOMQZL" });
    expect(headers["x-amzn-requestid"]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(body).toBe(
      '<?xml version="1.0"?>\n' +
        '<StreamingDistribution xmlns="http://cloudfront.amazonaws.com/doc/2014-05-31/"><Id>EDFDVBD6EXAMPLE</Id>' +
        "<ARN>arn:aws:cloudfront::000000000000:streaming-distribution/EDFDVBD6EXAMPLE</ARN><Status>InProgress</Status>" +
        "<LastModifiedTime>2025-11-22T12:00:00.000Z</LastModifiedTime><DomainName>s5c39gqb8ow64r.cloudfront.net</DomainName>" +
        "<ActiveTrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></ActiveTrustedSigners>" +
        "<StreamingDistributionConfig><CallerReference>ref</CallerReference><S3Origin><DomainName>media.s3.amazonaws.com</DomainName>" +
        "<OriginAccessIdentity/></S3Origin><Comment>a &amp; b</Comment><TrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity>" +
        "</TrustedSigners><Enabled>true</Enabled></StreamingDistributionConfig></StreamingDistribution>",
    );
  });

  test("old versions through their dialect", async () => {
    const body =
      '<StreamingDistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2010-07-15/"><S3Origin><DNSName>media.s3.amazonaws.com</DNSName>' +
      "</S3Origin><CallerReference>old</CallerReference><CNAME>a.example</CNAME><CNAME>b.example</CNAME></StreamingDistributionConfig>";
    const response = await handle(
      rawRequest(
        "POST",
        "/2010-11-01//streaming-distribution",
        { authorization: "AWS test:sig", date: "x" },
        body,
      ),
    );
    expect(response.body).toBe(
      '<?xml version="1.0"?>\n<StreamingDistribution xmlns="http://cloudfront.amazonaws.com/doc/2010-11-01/">' +
        "<CallerReference>old</CallerReference><CNAME>a.example</CNAME><CNAME>b.example</CNAME></StreamingDistribution>",
    );
  });

  test("a dialect's value is checked like any other", async () => {
    const response = await post("<StreamingDistributionConfig/>", "/2010-11-01/streaming-distribution");
    expect(codeOf(response)).toBe("MalformedXML");
    expect(fieldOf(response, "Message")).toContain(
      "Value null at 'streamingDistributionConfig.callerReference'",
    );
  });
});

describe("refuses", () => {
  test.for([
    ["no body", undefined, "MissingBody", /^This operation requires a body\. Ensure/],
    ["an empty body", "", "MissingBody", /^This operation requires a body/],
    [
      "another root",
      "<DistributionConfig/>",
      "MalformedXML",
      /^1 validation error detected: Value null at 'streamingDistributionConfig' failed to satisfy constraint: Member must not be null$/,
    ],
    [
      "a foreign namespace",
      config(MEMBERS, ' xmlns="urn:x"'),
      "MalformedXML",
      /^1 validation error detected: Value null at 'streamingDistributionConfig'/,
    ],
    ["what is no XML", "{}", "MalformedXML", /malformed/],
    ["two roots", config(MEMBERS) + config(MEMBERS), "MalformedXML", /malformed/],
    ["an entity", `<!DOCTYPE x [<!ENTITY y "z">]>${config(MEMBERS)}`, "MalformedXML", /document type/],
    ["depth", "<a>".repeat(11), "MalformedXML", /elements inside each other/],
    [
      "a missing member",
      config(MEMBERS.replace("<CallerReference>ref</CallerReference>", "")),
      "MalformedXML",
      /^1 validation error detected: Value null at 'streamingDistributionConfig\.callerReference' failed to satisfy constraint: Member must not be null$/,
    ],
    [
      "two missing members",
      config(MEMBERS.replace(/<S3Origin>.*<\/S3Origin>/, "<S3Origin/>")),
      "MalformedXML",
      /^2 validation errors detected: .*'streamingDistributionConfig\.s3Origin\.domainName'.*; .*originAccessIdentity'/,
    ],
    [
      "a boolean that is none",
      config(MEMBERS.replace("<Enabled>true", "<Enabled>maybe")),
      "MalformedXML",
      /'maybe' at 'streamingDistributionConfig\.enabled'/,
    ],
    [
      "a number that is none",
      config(MEMBERS.replace("<Quantity>0", "<Quantity>none")),
      "MalformedXML",
      /'none' at 'streamingDistributionConfig\.trustedSigners\.quantity'/,
    ],
    [
      "a number that is missing",
      config(MEMBERS.replace("<Quantity>0</Quantity>", "<Quantity/>")),
      "MalformedXML",
      /trustedSigners\.quantity'/,
    ],
    [
      "a wrong choice",
      config(`${MEMBERS}<PriceClass>PriceClass_7</PriceClass>`),
      "MalformedXML",
      /^1 validation error detected: Value 'PriceClass_7' at 'streamingDistributionConfig\.priceClass' failed to satisfy constraint: Member must satisfy enum value set: \[None, PriceClass_100, PriceClass_200, PriceClass_All\]$/,
    ],
    ["an element twice", config(`${MEMBERS}<Enabled>false</Enabled>`), "MalformedXML", /enabled/],
    ["a structure for text", config(MEMBERS.replace(">ref<", "><x/><")), "MalformedXML", /callerReference/],
    [
      "a body beyond the limit",
      config(`<Comment>${"x".repeat(30_000)}</Comment>`),
      "MaxMessageLengthExceeded",
      /too big/,
    ],
  ] as const)("%s", async ([, body, code, message], { expect }) => {
    const before = inputs.length;
    const response = await post(body);
    expect([response.status, codeOf(response)]).toEqual([400, code]);
    expect(fieldOf(response, "Message")?.replaceAll("&quot;", '"')).toMatch(message);
    expect(inputs.length).toBe(before);
  });

  test("in its envelope", async () => {
    const { headers, body } = await post();
    const requestId = headers["x-amzn-requestid"];
    expect(headers["content-type"]).toBe("text/xml");
    expect(body).toBe(
      '<?xml version="1.0"?>\n<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type>' +
        "<Code>MissingBody</Code><Message>This operation requires a body. Ensure that the body is present and the Content-Type header " +
        `is set.</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    );
  });

  test.for([
    ["POST", "/2020-05-31/nothing", 400, "InvalidURI"],
    ["GET", "/2020-05-32/streaming-distribution", 400, "InvalidURI"],
    ["PATCH", "/2020-05-31/streaming-distribution", 400, "InvalidURI"],
    ["GET", "/2020-05-31/streaming-distribution?MaxItems=many", 501, "NotImplemented"],
    ["DELETE", "/2020-05-31/function/f", 501, "NotImplemented"],
    ["POST", "/2014-11-06/streaming-distribution?WithTags", 400, "InvalidURI"],
    ["GET", "/2014-11-06/tagging?Resource=x", 400, "InvalidURI"],
    ["GET", "/2009-09-09/streaming-distribution", 400, "InvalidURI"],
    ["GET", "/2009-12-01/streaming-distribution", 501, "NotImplemented"],
  ] as const)("%s %s", async ([method, target, status, code], { expect }) => {
    const response = await handle(rawRequest(method, target, HEADERS));
    expect([response.status, codeOf(response)]).toEqual([status, code]);
  });
});

test("refuses another root where the body is the input itself", async () => {
  const operations = { GetRealtimeLogConfig: (() => ({})) as OperationHandler<object, never, object> };
  const gateway = createGateway({ services: [{ name: "cloudfront", state: {}, operations }] });
  const send = (body: string) =>
    gateway.handle(rawRequest("POST", "/2020-05-31/get-realtime-log-config", HEADERS, body));
  expect(
    (await send("<GetRealtimeLogConfigRequest><Name>n</Name></GetRealtimeLogConfigRequest>")).status,
  ).toBe(200);
  expect(codeOf(await send("<Other><Name>n</Name></Other>"))).toBe("MalformedXML");
});

test("refuses parameters and headers as arguments", async () => {
  const ok: OperationHandler<object, never, object> = () => ({});
  const operations = { ListStreamingDistributions: ok, DeleteFunction: ok, ListTagsForResource: ok };
  const gateway = createGateway({ services: [{ name: "cloudfront", state: {}, operations }] });
  const codes = await Promise.all(
    (
      [
        ["GET", "/2020-05-31/streaming-distribution?MaxItems=many"],
        ["DELETE", "/2020-05-31/function/f"],
        ["GET", "/2020-05-31/tagging"],
      ] as const
    ).map(async ([method, target]) => codeOf(await gateway.handle(rawRequest(method, target, HEADERS)))),
  );
  expect(codes).toEqual(["InvalidArgument", "InvalidIfMatchVersion", "InvalidArgument"]);
});
