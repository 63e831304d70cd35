/**
 * The single exit of every failure: a {@link ServiceError}, or a bug, becomes the answer its service would give.
 *
 * S3, which does not escape quotation marks here: `<Error><Code/><Message/>…fields…<RequestId/><HostId/></Error>` without a namespace.
 * CloudFront and STS: `<ErrorResponse xmlns><Error><Type/><Code/><Message/></Error><RequestId/></ErrorResponse>`.
 */
import type { AwsResponse } from "./http.ts";
import { ServiceError } from "./service-error.ts";
import { element, textElement } from "./xml-tree.ts";
import { writeXml } from "./xml-writer.ts";

/** What an error document needs besides the error. */
export interface ErrorEnvelope {
  readonly kind: "s3" | "errorResponse";
  /** Namespace of an ErrorResponse. */
  readonly namespace: string;
  readonly requestId: string;
  /** S3's `x-amz-id-2`. */
  readonly hostId: string;
  /** HEAD requests and 304 get headers only. */
  readonly hasBody: boolean;
}

/** The error behind anything that was thrown; what is not modelled is our own fault and tells nothing. */
export function toServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  return new ServiceError("InternalError", "We encountered an internal error. Please try again.", {
    status: 500,
  });
}

/** Writes an error in the envelope of its service. */
export function serializeError(error: ServiceError, envelope: ErrorEnvelope): AwsResponse {
  const headers: Record<string, string> = { ...error.headers };
  if (error.status === 304 || error.status === 204) return { status: error.status, headers, body: undefined };
  // Also of HEAD, whose document is not sent.
  headers["content-type"] = envelope.kind === "s3" ? "application/xml" : "text/xml";
  if (!envelope.hasBody) return { status: error.status, headers, body: undefined };
  return { status: error.status, headers, body: errorDocument(error, envelope) };
}

function errorDocument(error: ServiceError, envelope: ErrorEnvelope): string {
  if (envelope.kind === "s3") {
    const fields = Object.entries(error.fields).map(([name, value]) => textElement(name, value));
    const root = element("Error", [
      textElement("Code", error.code),
      textElement("Message", error.message),
      ...fields,
      textElement("RequestId", envelope.requestId),
      textElement("HostId", envelope.hostId),
    ]);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root, { hasPlainQuotes: true })}`;
  }
  const root = element("ErrorResponse", [
    element("Error", [
      textElement("Type", error.status >= 500 ? "Receiver" : "Sender"),
      textElement("Code", error.code),
      textElement("Message", error.message),
    ]),
    textElement("RequestId", envelope.requestId),
  ]);
  return `<?xml version="1.0"?>\n${writeXml(root, { namespace: envelope.namespace })}`;
}
