/** How CloudFront words what does not fit its model, and how it writes documents. Texts: cloudapi.md §4. */
import { CURRENT_API_VERSION } from "./cloudfront-versions.ts";
import type { XmlStyle } from "./serialize.ts";
import { ServiceError } from "./service-error.ts";
import type { Violation } from "./violation.ts";

const NAMESPACE_PREFIX = "http://cloudfront.amazonaws.com/doc/";

/** Namespace of the documents of an API version. */
export function cloudFrontNamespace(apiVersion: string | undefined): string {
  return `${NAMESPACE_PREFIX}${apiVersion ?? CURRENT_API_VERSION}/`;
}

/** Clients send the namespace of other versions (boto 2: 2010-07-15 to /2010-11-01/) or none. */
export function acceptsCloudFrontNamespace(namespace: string): boolean {
  return namespace.startsWith(NAMESPACE_PREFIX);
}

/** Style of the answers to a request of that API version. */
export function cloudFrontStyle(apiVersion: string | undefined): XmlStyle {
  return {
    declaration: '<?xml version="1.0"?>\n',
    contentType: "text/xml",
    namespace: cloudFrontNamespace(apiVersion),
  };
}

/** The path or its version is none that CloudFront has. */
export function invalidUri(): ServiceError {
  return new ServiceError("InvalidURI", "Could not parse the specified URI.", { status: 400 });
}

/** The operation needs a body and none came. */
function missingBody(): ServiceError {
  const message =
    "This operation requires a body. Ensure that the body is present and the Content-Type header is set.";
  return new ServiceError("MissingBody", message, { status: 400 });
}

/**
 * The refusal of an input, `undefined` when it may pass: unknown elements are ignored, as the service's unmarshaller
 * does.
 */
export function refuseCloudFrontInput(
  violations: readonly Violation[],
  hasBody: boolean,
): ServiceError | undefined {
  const counted = violations.filter(({ kind }) => kind !== "unknown");
  const [first] = counted;
  if (first === undefined) return undefined;
  if (first.wireName === "if-match" && first.kind === "required") return invalidIfMatchVersion();
  if (!hasBody && counted.some(({ where, kind }) => where === "body" && kind === "required"))
    return missingBody();

  const syntax = counted.find(({ kind }) => kind === "syntax");
  if (syntax !== undefined) {
    return new ServiceError("MalformedXML", `The XML document is malformed: ${syntax.detail ?? ""}`, {
      status: 400,
    });
  }
  // A root of another name leaves the expected one null, which is what the service reports.
  const reported = counted.filter(({ kind }) => kind !== "root");
  const details = (reported.length === 0 ? counted : reported).map(constraintOf);
  const noun = details.length === 1 ? "error" : "errors";
  const message = `${details.length} validation ${noun} detected: ${details.join("; ")}`;
  const isBody = counted.some(({ where }) => where === "body");
  return new ServiceError(isBody ? "MalformedXML" : "InvalidArgument", message, { status: 400 });
}

function invalidIfMatchVersion(): ServiceError {
  const message = "The If-Match version is missing or not valid for the resource.";
  return new ServiceError("InvalidIfMatchVersion", message, { status: 400 });
}

function constraintOf({ kind, path, value, allowed, wireName }: Violation): string {
  const at = `at '${path.map(memberPath).join(".")}' failed to satisfy constraint`;
  switch (kind) {
    case "enumeration":
      return `Value '${value ?? ""}' ${at}: Member must satisfy enum value set: [${allowed?.join(", ") ?? ""}]`;
    case "lexical":
      return `Value '${value ?? ""}' ${at}: Member must be of the declared type`;
    case "duplicate":
      return `Value at '${path.map(memberPath).join(".")}' failed to satisfy constraint: Member must occur once`;
    case "root":
      return `Value null at '${memberPath(path[0] ?? wireName)}' failed to satisfy constraint: Member must not be null`;
    default:
      return `Value null ${at}: Member must not be null`;
  }
}

/** `distributionConfig.origins.items.1.member.domainName` [real]. */
function memberPath(part: string | number): string {
  const text = String(part);
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
