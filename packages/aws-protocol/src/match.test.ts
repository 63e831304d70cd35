import { describe, expect, test } from "vitest";
import { identify } from "./identify.ts";
import { matchCloudFront, matchS3 } from "./match.ts";
import { QueryString } from "./query-string.ts";
import { rawRequest } from "./raw-request.cases.ts";

function s3Operation(
  method: string,
  target: string,
  headers: Record<string, string> = {},
): string | undefined {
  const request = rawRequest(method, target, headers);
  const query = new QueryString(request.query);
  return matchS3(request, identify(request, query), query)?.name;
}

describe("S3", () => {
  test.for([
    ["GET", "/", "ListBuckets"],
    ["GET", "/?x-id=ListBuckets", "ListBuckets"],
    ["GET", "/?x-id=ListDirectoryBuckets", "ListDirectoryBuckets"],
    ["PUT", "/b", "CreateBucket"],
    ["PUT", "/b/", "CreateBucket"],
    ["HEAD", "/b", "HeadBucket"],
    ["DELETE", "/b", "DeleteBucket"],
    ["GET", "/b", "ListObjects"],
    ["GET", "/b?prefix=x&unknown=1", "ListObjects"],
    ["GET", "/b?list-type=2", "ListObjectsV2"],
    ["GET", "/b?list-type=1", "ListObjects"],
    ["GET", "/b?versions", "ListObjectVersions"],
    ["GET", "/b?versions=&prefix=p", "ListObjectVersions"],
    ["GET", "/b?uploads", "ListMultipartUploads"],
    ["GET", "/b?location", "GetBucketLocation"],
    ["GET", "/b?acl", "GetBucketAcl"],
    ["GET", "/b?policy", "GetBucketPolicy"],
    ["GET", "/b?policyStatus", "GetBucketPolicyStatus"],
    ["GET", "/b?analytics", "ListBucketAnalyticsConfigurations"],
    ["GET", "/b?analytics&id=1", "GetBucketAnalyticsConfiguration"],
    ["GET", "/b?inventory&id=1&x-id=GetBucketInventoryConfiguration", "GetBucketInventoryConfiguration"],
    ["DELETE", "/b?lifecycle", "DeleteBucketLifecycle"],
    ["PUT", "/b?tagging", "PutBucketTagging"],
    ["POST", "/b?delete", "DeleteObjects"],
    ["POST", "/b?delete=", "DeleteObjects"],
    ["GET", "/b/k", "GetObject"],
    ["GET", "/b/k?versionId=v&response-content-type=x", "GetObject"],
    ["GET", "/b//", "GetObject"],
    ["HEAD", "/b/k", "HeadObject"],
    ["PUT", "/b/k", "PutObject"],
    ["PUT", "/b/k?x-id=CopyObject", "PutObject"],
    ["DELETE", "/b/k?versionId=v", "DeleteObject"],
    ["GET", "/b/k?acl", "GetObjectAcl"],
    ["GET", "/b/k?attributes", "GetObjectAttributes"],
    ["PUT", "/b/k?tagging&versionId=v", "PutObjectTagging"],
    ["PUT", "/b/k?legal-hold", "PutObjectLegalHold"],
    ["POST", "/b/k?uploads", "CreateMultipartUpload"],
    ["PUT", "/b/k?uploadId=u&partNumber=1", "UploadPart"],
    ["GET", "/b/k?uploadId=u", "ListParts"],
    ["POST", "/b/k?uploadId=u", "CompleteMultipartUpload"],
    ["DELETE", "/b/k?uploadId=u", "AbortMultipartUpload"],
    ["POST", "/b/k?restore", "RestoreObject"],
    ["POST", "/b/k?select&select-type=2", "SelectObjectContent"],
    ["OPTIONS", "/b/k", "PreflightCors"],
    ["POST", "/b/k", undefined],
    ["PUT", "/b/k?renameObject", "RenameObject"],
    ["PUT", "/b/k?session", undefined],
    ["DELETE", "/b?acl", undefined],
    ["DELETE", "/b/k?acl&versionId=v", undefined],
    ["PATCH", "/b/k", undefined],
    ["DELETE", "/", undefined],
  ] as const)("%s %s", ([method, target, operation], { expect }) => {
    expect(s3Operation(method, target)).toBe(operation);
  });

  test("tells copies by their header", () => {
    const headers = { "x-amz-copy-source": "a/b" };
    expect(s3Operation("PUT", "/b/k", headers)).toBe("CopyObject");
    expect(s3Operation("PUT", "/b/k?uploadId=u&partNumber=1", headers)).toBe("UploadPartCopy");
    expect(s3Operation("PUT", "/b/k?renameObject", { "x-amz-rename-source": "a" })).toBe("RenameObject");
  });

  test("knows form posts and websites", () => {
    expect(s3Operation("POST", "/b", { "content-type": "multipart/form-data; boundary=x" })).toBe(
      "PostObject",
    );
    const website = { host: "b.s3-website-us-east-1.amazonaws.com" };
    expect(s3Operation("GET", "/docs", website)).toBe("GetWebsite");
    expect(s3Operation("HEAD", "/docs", website)).toBe("HeadWebsite");
    expect(s3Operation("PUT", "/docs", website)).toBeUndefined();
  });
});

describe("CloudFront", () => {
  test.for([
    ["POST", "/streaming-distribution", "", "CreateStreamingDistribution"],
    ["POST", "/streaming-distribution", "WithTags", "CreateStreamingDistributionWithTags"],
    ["POST", "/streaming-distribution", "WithTags=", "CreateStreamingDistributionWithTags"],
    ["GET", "//streaming-distribution", "MaxItems=1", "ListStreamingDistributions"],
    ["GET", "/streaming-distribution/", "", "ListStreamingDistributions"],
    ["GET", "/streaming-distribution/E1", "", "GetStreamingDistribution"],
    ["GET", "/streaming-distribution/E1/config", "", "GetStreamingDistributionConfig"],
    ["PUT", "/streaming-distribution/E1/config", "", "UpdateStreamingDistribution"],
    ["DELETE", "/streaming-distribution/E1", "", "DeleteStreamingDistribution"],
    ["POST", "/tagging", "Operation=Tag&Resource=x", "TagResource"],
    ["POST", "/tagging", "Operation=Untag&Resource=x", "UntagResource"],
    ["GET", "/origin-access-identity/cloudfront/E2/config", "", "GetCloudFrontOriginAccessIdentityConfig"],
    ["POST", "/distribution/E1/invalidation", "", "CreateInvalidation"],
    ["PUT", "/streaming-distribution", "", undefined],
    ["GET", "/nothing", "", undefined],
    ["GET", "/", "", undefined],
  ] as const)("%s %s?%s", ([method, path, query, operation], { expect }) => {
    expect(matchCloudFront(method, path, new QueryString(query))?.name).toBe(operation);
  });

  test("decodes labels", () => {
    const arn = "arn:aws:cloudfront::1:distribution/E1";
    const path = `/distributionsByOwnedResource/${encodeURIComponent(arn)}`;
    expect(matchCloudFront("GET", path, new QueryString(""))).toMatchObject({ labels: { ResourceArn: arn } });
  });
});
