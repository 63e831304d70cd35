/**
 * Which service does a request mean, and which resource?
 *
 * Service, by the first that tells: scope of the SigV4 signature (header or query), Host, path (`/2020-05-31/…` is
 * CloudFront), a form-encoded POST to `/` (STS), else S3.
 *
 * S3 resource: virtual-hosted (`BUCKET.s3.amazonaws.com`, `BUCKET.s3.REGION.amazonaws.com`, `BUCKET.s3.localhost`,
 * `BUCKET.localhost`), website (`BUCKET.s3-website-REGION.amazonaws.com`, `BUCKET.s3-website.REGION.amazonaws.com`,
 * `BUCKET.s3-website.localhost`), else path style. The raw target is taken as it is: `//`, `%2F`, dots and `;` are
 * part of the key.
 */
import { isKnownApiVersion } from "./cloudfront-versions.ts";
import type { AwsRequest } from "./http.ts";
import type { ServiceName } from "./operation.ts";
import type { QueryString } from "./query-string.ts";
import { ServiceError } from "./service-error.ts";
import { parseCredential } from "./signature/credential-scope.ts";

/** What a request is about, before its operation is known. */
export interface Target {
  readonly service: ServiceName;
  /** CloudFront: API version of the path. */
  readonly apiVersion: string | undefined;
  /** CloudFront and STS: raw path without the version. */
  readonly path: string;
  /** S3: the bucket, decoded; empty for the service itself. */
  readonly bucket: string;
  /** S3: the key, decoded; empty for the bucket itself. */
  readonly key: string;
  /** S3: the bucket comes from the Host header. */
  readonly isVirtualHosted: boolean;
  /** S3: the Host is a website endpoint. */
  readonly isWebsite: boolean;
}

const SCOPE_SERVICES: ReadonlyMap<string, ServiceName> = new Map([
  ["s3", "s3"],
  ["s3express", "s3"],
  ["s3-object-lambda", "s3"],
  ["s3-outposts", "s3"],
  ["cloudfront", "cloudfront"],
  ["sts", "sts"],
]);

const VERSION_PATH = /^\/+(\d{4}-\d{2}-\d{2})(?=\/|$)/;
const WEBSITE_HOST = /^(.+)\.s3-website(?:[-.][a-z0-9-]+\.amazonaws\.com|\.localhost)$/;
const VIRTUAL_HOST =
  /^(.+?)\.s3(?:[.-](?:accelerate|dualstack|fips|[a-z]{2}(?:-[a-z]+)+-\d))*(?:\.amazonaws\.com(?:\.cn)?|\.localhost)$/;
const SERVICE_HOST = /^(s3|cloudfront|sts)(?:[.-][a-z0-9-]+)*\.(?:amazonaws\.com(?:\.cn)?|localhost)$/;
const BARE_BUCKET_HOST = /^(.+)\.localhost$/;

/** Tells what a request is about. Throws `InvalidURI` for a path that cannot be decoded. */
export function identify(request: AwsRequest, query: QueryString): Target {
  const host = hostOf(request.headers.host ?? "");
  const service = serviceOf(request, query, host);
  if (service !== "s3") {
    const version = VERSION_PATH.exec(request.path);
    return {
      service,
      apiVersion: service === "cloudfront" ? version?.[1] : undefined,
      path: version === null ? request.path : request.path.slice(version[0].length),
      bucket: "",
      key: "",
      isVirtualHosted: false,
      isWebsite: false,
    };
  }
  return s3Target(request.path, host);
}

function serviceOf(request: AwsRequest, query: QueryString, host: Host): ServiceName {
  const byScope = SCOPE_SERVICES.get(scopeServiceOf(request, query) ?? "");
  if (byScope !== undefined) return byScope;

  switch (SERVICE_HOST.exec(host.name)?.[1]) {
    case "cloudfront":
      return "cloudfront";
    case "sts":
      return "sts";
    case "s3":
      return "s3";
  }
  if (VIRTUAL_HOST.test(host.name) || host.website !== undefined) return "s3";

  const version = VERSION_PATH.exec(request.path)?.[1];
  if (version !== undefined && isKnownApiVersion(version)) return "cloudfront";
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  if (isForm && request.method === "POST" && request.path === "/") return "sts";
  return "s3";
}

/** The service in the scope of a Version 4 signature, wherever it stands. */
function scopeServiceOf({ headers }: AwsRequest, query: QueryString): string | undefined {
  const credential = credentialIn(headers.authorization ?? "") ?? query.getIgnoringCase("X-Amz-Credential");
  return credential === undefined ? undefined : parseCredential(credential)?.service;
}

function credentialIn(authorization: string): string | undefined {
  const start = authorization.indexOf("Credential=");
  if (start < 0) return undefined;
  const end = authorization.indexOf(",", start);
  return authorization.slice(start + "Credential=".length, end < 0 ? undefined : end).trim();
}

function s3Target(path: string, { website, virtual }: Host): Target {
  const base = { service: "s3" as const, apiVersion: undefined, path, isWebsite: website !== undefined };
  if (virtual !== undefined) {
    return { ...base, bucket: virtual, key: decodePath(path.slice(1)), isVirtualHosted: true };
  }
  const slash = path.indexOf("/", 1);
  const bucket = slash < 0 ? path.slice(1) : path.slice(1, slash);
  const key = slash < 0 ? "" : path.slice(slash + 1);
  return { ...base, bucket: decodePath(bucket), key: decodePath(key), isVirtualHosted: false };
}

function virtualBucket(host: string): string | undefined {
  if (SERVICE_HOST.test(host)) return undefined;
  return VIRTUAL_HOST.exec(host)?.[1] ?? BARE_BUCKET_HOST.exec(host)?.[1];
}

/** What a Host header says. */
interface Host {
  readonly name: string;
  /** Bucket of a website endpoint. */
  readonly website: string | undefined;
  /** Bucket that the name holds, a website's or not. */
  readonly virtual: string | undefined;
}

/** Hosts that were taken apart already: clients have few. */
const hosts = new Map<string, Host>();
const MAX_KNOWN_HOSTS = 256;

function hostOf(header: string): Host {
  const known = hosts.get(header);
  if (known !== undefined) return known;
  const name = hostName(header);
  const website = WEBSITE_HOST.exec(name)?.[1];
  const host: Host = { name, website, virtual: website ?? virtualBucket(name) };
  if (hosts.size < MAX_KNOWN_HOSTS && header.length <= MAX_HOST_LENGTH) hosts.set(header, host);
  return host;
}

/** A DNS name and a port. */
const MAX_HOST_LENGTH = 261;

/** Host without port, lower case; the last dot of a fully qualified name removed. DNS has no longer names. */
function hostName(host: string): string {
  return host.slice(0, MAX_HOST_LENGTH).toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
}

function decodePath(raw: string): string {
  if (!raw.includes("%")) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    throw new ServiceError("InvalidURI", "Couldn't parse the specified URI.", {
      status: 400,
      fields: { URI: raw },
    });
  }
}
