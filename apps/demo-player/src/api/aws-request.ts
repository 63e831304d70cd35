import { CLIENT } from "./admin-api.ts";
import { reach } from "./reach.ts";

/** A service of the mock. */
type Service = "s3" | "cloudfront";

/** A request to one of the mock's AWS APIs. */
export interface AwsCall {
  readonly service: Service;
  readonly method?: "GET" | "PUT" | "POST" | "DELETE" | "HEAD";
  /** With its query. */
  readonly path: string;
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the service answered when it was not a success. */
class AwsCallError extends Error {
  override readonly name = "AwsCallError";
  /** The service's own code: `AccessDenied`, `NoSuchKey` … */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const UNSIGNED =
  "This mock checks signatures (--auth strict), and a page keeps no secret to sign with. Start it without, to see this here.";

/**
 * Asks one of the mock's APIs. The signature is well-formed but empty: the mock's relaxed mode takes it, and a
 * secret has no business in a page. In strict mode the answer is SignatureDoesNotMatch, and that is said.
 */
export async function callAws(endpoint: string, call: AwsCall): Promise<Response> {
  const { service, method = "GET", path, body, headers } = call;
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${stamp.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  const response = await reach(endpoint, path, {
    method,
    headers: {
      ...headers,
      authorization: `AWS4-HMAC-SHA256 Credential=test/${scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${"0".repeat(64)}`,
      "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
      "x-amz-date": stamp,
      "x-oxbow-client": CLIENT,
    },
    ...(body !== undefined && { body }),
  });
  if (response.ok) return response;
  const answer = parseXml(await response.text());
  const code = textOf(answer, "Code") || String(response.status);
  if (code === "SignatureDoesNotMatch") throw new AwsCallError(code, UNSIGNED);
  throw new AwsCallError(code, textOf(answer, "Message") || response.statusText);
}

export function parseXml(text: string): Document {
  return new DOMParser().parseFromString(text, "application/xml");
}

/** Text of the first element with this name, whatever its namespace; "" when there is none. */
export function textOf(node: Document | Element, name: string): string {
  return node.getElementsByTagNameNS("*", name)[0]?.textContent ?? "";
}

/** Every element with this name. */
export function allOf(node: Document | Element, name: string): readonly Element[] {
  return [...node.getElementsByTagNameNS("*", name)];
}
