/**
 * Which operation? Method, path and query against the templates of the model.
 *
 * S3 tells operations of one method and level (service, bucket, key) apart by query parameters and one header: the
 * candidate that requires most of what the request has wins, so `?uploadId=…&partNumber=…` is UploadPart and the same
 * with `x-amz-copy-source` is UploadPartCopy. Unknown parameters and `x-id` never matter.
 */
import type { AwsRequest } from "./http.ts";
import type { Target } from "./identify.ts";
import { type OperationSpec, operationTable } from "./model/operation-table.ts";
import type { PseudoOperation } from "./operation.ts";
import type { QueryString } from "./query-string.ts";
import { ServiceError } from "./service-error.ts";

/** The operation a request means. */
export type Match =
  | {
      readonly kind: "modelled";
      readonly name: string;
      readonly spec: OperationSpec;
      /** Values of the path's labels, decoded. */
      readonly labels: Readonly<Record<string, string>>;
    }
  | { readonly kind: "pseudo"; readonly name: PseudoOperation };

type Level = "service" | "bucket" | "key";

/** Headers that select an operation; every other required header is only missing when it is absent. */
const SELECTING_HEADERS: ReadonlySet<string> = new Set(["x-amz-copy-source"]);

let s3Routes: ReadonlyMap<string, readonly OperationSpec[]> | undefined;
let subresources: ReadonlySet<string> | undefined;
let cloudFrontRoutes: ReadonlyMap<string, readonly OperationSpec[]> | undefined;

/** The S3 operation of a request; `undefined` when the resource does not know the method. Throws `PreconditionFailed`. */
export function matchS3(request: AwsRequest, target: Target, query: QueryString): Match | undefined {
  const { method } = request;
  if (method === "OPTIONS") return { kind: "pseudo", name: "PreflightCors" };
  if (target.isWebsite) {
    if (method === "GET") return { kind: "pseudo", name: "GetWebsite" };
    return method === "HEAD" ? { kind: "pseudo", name: "HeadWebsite" } : undefined;
  }
  const level: Level = target.bucket === "" ? "service" : target.key === "" ? "bucket" : "key";
  if (level === "bucket" && method === "POST" && isForm(request))
    return { kind: "pseudo", name: "PostObject" };

  const elsewhere = matchOtherHost(request, query);
  if (elsewhere !== undefined) return elsewhere;
  s3Routes ??= indexS3();
  for (const spec of s3Routes.get(`${method} ${level}`) ?? []) {
    if (selects(spec, request, query)) {
      if (isMeantForSubresource(spec, query)) return undefined;
      const labels = { Bucket: target.bucket, ...(level === "key" ? { Key: target.key } : {}) };
      return { kind: "modelled", name: spec.name, spec, labels };
    }
  }
  if (level === "bucket" && method === "POST") throw notAForm();
  return undefined;
}

/**
 * A subresource that does not know the method is not the bucket or object itself: `DELETE /bucket?acl` deletes no bucket.
 * Reads are let through.
 */
function isMeantForSubresource({ method, literalQuery }: OperationSpec, { pairs }: QueryString): boolean {
  if (pairs.length === 0 || literalQuery.length > 0 || (method !== "PUT" && method !== "DELETE"))
    return false;
  subresources ??= new Set(
    [...operationTable("s3").values()].flatMap((spec) =>
      spec.literalQuery.filter(([, value]) => value === "").map(([name]) => name),
    ),
  );
  const known = subresources;
  return pairs.some(([name]) => known.has(name));
}

/** A POST to a bucket that selects nothing is taken for a form upload gone wrong (tsv: test_post_object_with_wrong_content_type). */
function notAForm(): ServiceError {
  return new ServiceError(
    "PreconditionFailed",
    "At least one of the pre-conditions you specified did not hold",
    {
      status: 412,
      fields: { Condition: "Bucket POST must be of the enclosure-type multipart/form-data" },
    },
  );
}

/** Two operations have hosts of their own (S3 Express control, Object Lambda); at this endpoint something else tells. */
function matchOtherHost(request: AwsRequest, query: QueryString): Match | undefined {
  const isWrite =
    request.path === "/WriteGetObjectResponse" && request.headers["x-amz-request-route"] !== undefined;
  const name = isWrite ? "WriteGetObjectResponse" : request.path === "/" ? query.get("x-id") : undefined;
  const spec = name === undefined ? undefined : operationTable("s3").get(name);
  if (spec === undefined || spec.method !== request.method || levelOf(spec) !== "host") return undefined;
  return { kind: "modelled", name: spec.name, spec, labels: {} };
}

/** The CloudFront operation of a path without its version; empty segments (`//`) and a trailing slash are ignored. */
export function matchCloudFront(method: string, path: string, query: QueryString): Match | undefined {
  const segments = path.split("/").filter((segment) => segment !== "");
  cloudFrontRoutes ??= indexCloudFront();
  for (const spec of cloudFrontRoutes.get(`${method} ${segments.length} ${segments[0] ?? ""}`) ?? []) {
    const labels = labelsOf(spec, segments);
    if (labels !== undefined && spec.literalQuery.every((literal) => hasLiteral(literal, query))) {
      return { kind: "modelled", name: spec.name, spec, labels };
    }
  }
  return undefined;
}

function indexS3(): ReadonlyMap<string, readonly OperationSpec[]> {
  return index(operationTable("s3").values(), (spec) => `${spec.method} ${levelOf(spec)}`);
}

/** The model's templates begin with the version, which the target has already lost. */
function indexCloudFront(): ReadonlyMap<string, readonly OperationSpec[]> {
  return index(
    operationTable("cloudfront").values(),
    (spec) => `${spec.method} ${spec.segments.length - 1} ${spec.segments[1] ?? ""}`,
  );
}

/** Groups specifications by route, the most demanding first. */
function index(
  specs: Iterable<OperationSpec>,
  routeOf: (spec: OperationSpec) => string,
): ReadonlyMap<string, readonly OperationSpec[]> {
  const routes = Map.groupBy(specs, routeOf);
  for (const candidates of routes.values()) candidates.sort((a, b) => demands(b) - demands(a));
  return routes;
}

function demands(spec: OperationSpec): number {
  const labels = spec.segments.filter((segment) => segment.startsWith("{")).length;
  const headers = spec.requiredHeaders.filter((name) => SELECTING_HEADERS.has(name)).length;
  // A literal query parameter names the operation; required ones only tell siblings apart (`?analytics` and an id).
  return 100 * spec.literalQuery.length + 10 * (spec.requiredQuery.length + headers) - labels;
}

/** The model's URIs have no bucket (endpoint rules add it); ListBuckets alone asks for the service itself. */
function levelOf(spec: OperationSpec): Level | "host" {
  switch (spec.name) {
    case "ListBuckets":
      return "service";
    case "ListDirectoryBuckets":
    case "WriteGetObjectResponse":
      return "host";
    default:
      return spec.segments[0] === "{Key+}" ? "key" : "bucket";
  }
}

function selects(spec: OperationSpec, request: AwsRequest, query: QueryString): boolean {
  return (
    spec.literalQuery.every((literal) => hasLiteral(literal, query)) &&
    spec.requiredQuery.every((name) => query.has(name)) &&
    spec.requiredHeaders.every((name) => !SELECTING_HEADERS.has(name) || request.headers[name] !== undefined)
  );
}

function hasLiteral([name, value]: readonly [string, string], query: QueryString): boolean {
  const given = query.get(name);
  return given !== undefined && (value === "" || given === value);
}

function labelsOf(
  spec: OperationSpec,
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const template = spec.segments[index + 1] ?? "";
    if (template.startsWith("{")) labels[template.slice(1, -1)] = decode(segment);
    else if (template !== segment) return undefined;
  }
  return labels;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function isForm(request: AwsRequest): boolean {
  return request.headers["content-type"]?.toLowerCase().startsWith("multipart/form-data") ?? false;
}
