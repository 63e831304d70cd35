import type { WebsiteConfiguration } from "@aws-sdk/client-s3";
import { type AwsResponse, type PseudoInput, ServiceError } from "@oxbow/aws-protocol";
import { openBucket } from "../bucket/bucket-repository.ts";
import { notConfigured } from "../errors.ts";
import { readBody } from "../object/body-reader.ts";
import { findObject } from "../object/find-object.ts";
import { writeMetadata } from "../object/metadata.ts";
import { type ObjectRecord, quotedEtag } from "../object/object-record.ts";
import { checkReadConditions } from "../object/preconditions.ts";
import { contentRange, parseRange } from "../object/range-header.ts";
import type { S3Context, S3Operation } from "../s3-context.ts";
import { errorPage } from "../website/error-page.ts";
import { encodePath, findRoutingRule, redirectTarget } from "../website/routing.ts";

/** GET and HEAD at a website endpoint: index documents, redirects, error documents; always as anybody. */
export const getWebsite: S3Operation<PseudoInput, AwsResponse> = async (asked, input) => {
  const context: S3Context = { ...asked, principal: { kind: "anonymous" } };
  let website: WebsiteConfiguration | undefined;
  try {
    const { value: bucket } = await openBucket(context, input);
    website = bucket.website;
    if (website === undefined) {
      throw notConfigured(
        "NoSuchWebsiteConfiguration",
        "The specified bucket does not have a website configuration",
        bucket.name,
      );
    }
    return await answer(context, input, website);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return answerFailure(context, input, website, error);
  }
};

async function answer(
  context: S3Context,
  { Bucket: bucketName, Key: path }: PseudoInput,
  website: WebsiteConfiguration,
): Promise<AwsResponse> {
  const { RedirectAllRequestsTo: all, IndexDocument: index, RoutingRules: rules = [] } = website;
  const request = requestOf(context);
  if (all !== undefined) {
    const protocol = all.Protocol ?? (request.isSecure ? "https" : "http");
    return redirectTo(301, `${protocol}://${all.HostName ?? ""}/${encodePath(path)}`);
  }
  const rule = findRoutingRule(rules, { key: path });
  if (rule !== undefined) {
    const { status, location } = redirectTarget(rule, path, request);
    return redirectTo(status, location);
  }
  const suffix = index?.Suffix ?? "";
  const key = path === "" || path.endsWith("/") ? path + suffix : path;
  try {
    return await serve(context, bucketName, key, 200);
  } catch (error) {
    // A path that names a folder goes to the folder, where its index document is.
    if (key === path && (await isReadable(context, bucketName, `${path}/${suffix}`))) {
      return redirectTo(302, `/${encodePath(path)}/`);
    }
    throw error;
  }
}

async function answerFailure(
  context: S3Context,
  { Bucket: bucketName, Key: path }: PseudoInput,
  website: WebsiteConfiguration | undefined,
  error: ServiceError,
): Promise<AwsResponse> {
  if (error.status === 304) return { status: 304, headers: error.headers, body: undefined };
  const rule = findRoutingRule(website?.RoutingRules ?? [], { key: path, errorStatus: error.status });
  if (rule !== undefined) {
    const { status, location } = redirectTarget(rule, path, requestOf(context));
    return redirectTo(status, location);
  }
  const errorKey = website?.ErrorDocument?.Key;
  if (errorKey !== undefined && (await isReadable(context, bucketName, errorKey))) {
    return serve(context, bucketName, errorKey, error.status);
  }
  const page = Buffer.from(errorPage(error, context.requestId));
  return {
    status: error.status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-length": String(page.byteLength),
      "x-amz-error-code": error.code,
      "x-amz-error-message": error.message,
    },
    body: isHead(context) ? undefined : page,
  };
}

async function isReadable(context: S3Context, bucketName: string, key: string): Promise<boolean> {
  try {
    await findObject(context, { Bucket: bucketName, Key: key }, "GetObject");
    return true;
  } catch (error) {
    if (error instanceof ServiceError) return false;
    throw error;
  }
}

async function serve(
  context: S3Context,
  bucketName: string,
  key: string,
  status: number,
): Promise<AwsResponse> {
  const { object } = await findObject(context, { Bucket: bucketName, Key: key }, "GetObject");
  const { WebsiteRedirectLocation: redirect } = object.headers;
  if (redirect !== undefined) return redirectTo(301, redirect);
  if (status === 200) checkConditions(context, object);
  const selected = status === 200 ? parseRange(context.request.headers.range, object.size) : undefined;
  const range = selected ?? { start: 0, end: object.size };
  return {
    status: selected === undefined ? status : 206,
    headers: {
      ...objectHeaders(object),
      "content-length": String(range.end - range.start),
      ...(selected === undefined ? {} : { "content-range": contentRange(selected, object.size) }),
    },
    body: isHead(context) ? undefined : readBody(context, object.chunks, range),
  };
}

function checkConditions({ request }: S3Context, object: ObjectRecord): void {
  const { "if-none-match": ifNoneMatch, "if-match": ifMatch, "if-modified-since": since } = request.headers;
  checkReadConditions(
    {
      IfMatch: ifMatch,
      IfNoneMatch: ifNoneMatch,
      IfModifiedSince: since === undefined ? undefined : new Date(since),
    },
    object,
  );
}

function objectHeaders(object: ObjectRecord): Record<string, string> {
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, Expires } =
    object.headers;
  return {
    "content-type": ContentType ?? "binary/octet-stream",
    etag: quotedEtag(object),
    "last-modified": new Date(object.modifiedMs).toUTCString(),
    "accept-ranges": "bytes",
    ...(CacheControl === undefined ? {} : { "cache-control": CacheControl }),
    ...(ContentDisposition === undefined ? {} : { "content-disposition": ContentDisposition }),
    ...(ContentEncoding === undefined ? {} : { "content-encoding": ContentEncoding }),
    ...(ContentLanguage === undefined ? {} : { "content-language": ContentLanguage }),
    ...(Expires === undefined ? {} : { expires: Expires }),
    ...Object.fromEntries(
      Object.entries(writeMetadata(object.metadata)).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
  };
}

function redirectTo(status: number, location: string): AwsResponse {
  return { status, headers: { location, "content-length": "0" }, body: undefined };
}

function requestOf({ request }: S3Context): { readonly host: string; readonly isSecure: boolean } {
  return { host: request.headers.host ?? "", isSecure: request.isSecure };
}

function isHead({ request }: S3Context): boolean {
  return request.method === "HEAD";
}
