/** Plain node:http with a canned answer for everything: what no server in Node can be cheaper than. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const BODIES = new Map(
  [4096, 1024 * 1024].map((byteLength) => [String(byteLength), Buffer.alloc(byteLength, 0x78)]),
);
const DISTRIBUTION = `<?xml version="1.0"?>\n<StreamingDistribution xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>EDFDVBD6EXAMPLE</Id><ARN>arn:aws:cloudfront::000000000000:streaming-distribution/EDFDVBD6EXAMPLE</ARN><Status>Deployed</Status><DomainName>s5c39gqb8ow64r.cloudfront.net</DomainName><ActiveTrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></ActiveTrustedSigners><StreamingDistributionConfig><CallerReference>x</CallerReference><S3Origin><DomainName>media.s3.amazonaws.com</DomainName><OriginAccessIdentity></OriginAccessIdentity></S3Origin><Comment></Comment><TrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></TrustedSigners><Enabled>true</Enabled></StreamingDistributionConfig></StreamingDistribution>`;

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    const size = /\/(\d+)(?:-|\?|$)/.exec(request.url ?? "")?.[1] ?? "";
    const isCloudFront = request.url?.includes("streaming-distribution") === true;
    const body = isCloudFront ? DISTRIBUTION : request.method === "GET" ? (BODIES.get(size) ?? "") : "";
    const headers = {
      etag: '"9bb58f26192e4ba00f01e2e7b136bbd8"',
      "content-type": isCloudFront ? "text/xml" : "application/octet-stream",
      "content-length": Buffer.byteLength(body),
    };
    response.writeHead(request.method === "POST" ? 201 : 200, headers);
    response.end(request.method === "HEAD" ? undefined : body);
  });
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ endpoint: `http://127.0.0.1:${port}` })}\n`);
});
