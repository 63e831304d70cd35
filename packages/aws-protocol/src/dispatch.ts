/**
 * From a matched and authenticated request to the answer of its handler: read the body, parse, validate, run, serialise.
 * Whatever does not work out is thrown.
 */
import type { Accounts } from "./accounts.ts";
import type { Authentication, AuthMode } from "./authenticate.ts";
import { collectBody } from "./body/collect-body.ts";
import { checkContentMd5 } from "./body/content-md5.ts";
import { type DecodedBody, decodeBody } from "./body/decoded-body.ts";
import { acceptsCloudFrontNamespace, cloudFrontStyle, refuseCloudFrontInput } from "./cloudfront-wire.ts";
import type { ExchangeState } from "./exchange-state.ts";
import { authenticateForm } from "./form-signature.ts";
import type { AwsRequest, AwsResponse } from "./http.ts";
import type { Match } from "./match.ts";
import type { OperationSpec } from "./model/operation-table.ts";
import type { AnyService, OperationContext, OperationHandler } from "./operation.ts";
import { parseInput } from "./parse.ts";
import type { QueryString } from "./query-string.ts";
import { acceptsS3Namespace, refuseS3Input, S3_STYLE, toS3Input, toS3Response } from "./s3-wire.ts";
import { serializeOutput } from "./serialize.ts";
import { ServiceError } from "./service-error.ts";
import { serializeQueryOutput } from "./sts.ts";
import { validateInput } from "./validate.ts";
import type { XmlLimits } from "./xml-reader.ts";

/** What dispatching takes from the gateway; the same for every request. */
export interface DispatchSettings {
  readonly accounts: Accounts;
  readonly mode: AuthMode;
  readonly now: () => Date;
  readonly limits: XmlLimits;
}

/** One request on its way to a handler. */
export interface DispatchRequest {
  readonly service: AnyService | undefined;
  readonly request: AwsRequest;
  readonly query: QueryString;
  readonly state: ExchangeState;
  readonly authentication: Authentication;
  /** The body, where it was read before authentication. */
  readonly payload: Uint8Array | undefined;
  readonly settings: DispatchSettings;
}

type Handler = OperationHandler<never, never, object>;

/** Runs the handler of a request that the models describe, or of a pseudo operation. */
export async function dispatch(match: Match, from: DispatchRequest): Promise<AwsResponse> {
  const { service, handler } = handlerOf(match.name, from);
  if (match.kind === "modelled") return await dispatchModelled(match, service, handler, from);
  const { request, state } = from;
  const { target } = state;
  // A form that is given up half read must not take the socket with it.
  const body = request.body === undefined ? undefined : openBody(from).body;
  const input = { Bucket: target?.bucket ?? "", Key: target?.key ?? "" };
  const context = contextOf(service, { ...from, request: { ...request, body } }, undefined, undefined);
  const answer = await run(handler, context, input);
  if (!isResponse(answer)) throw new TypeError(`${match.name} must answer a response`);
  return answer;
}

/** Runs the handler of a request of the AWS query protocol: the operation and its members are form fields. */
export async function dispatchQuery(fields: QueryString, from: DispatchRequest): Promise<AwsResponse> {
  const action = from.state.operation ?? "";
  const { service, handler } = handlerOf(action, from);
  const context = contextOf(service, from, from.payload, undefined);
  const output = await run(handler, context, Object.fromEntries(fields.pairs));
  const body = serializeQueryOutput(action, output, context.requestId);
  return { status: 200, headers: { "content-type": "text/xml" }, body };
}

async function dispatchModelled(
  match: Extract<Match, { kind: "modelled" }>,
  service: AnyService,
  handler: Handler,
  from: DispatchRequest,
): Promise<AwsResponse> {
  const { spec } = match;
  const { request, query, settings, state } = from;
  const isS3 = service.name === "s3";
  const apiVersion = state.target?.apiVersion;
  const dialect =
    apiVersion === undefined ? undefined : service.dialect?.(apiVersion)?.operations[match.name];
  const takesStream = spec.shapes().inputPayload?.shape.kind === "stream";
  const decoded = isS3 && hasBodyToRead(spec, takesStream, request) ? openBody(from) : undefined;
  // Nothing is awaited where there is nothing to wait for: each turn costs as much as a hash.
  const payload = takesStream
    ? undefined
    : isToBeRead(spec, from)
      ? await readPayload(decoded, from)
      : from.payload;
  const { input, violations } = parseInput({
    spec,
    request,
    query,
    labels: match.labels,
    payload,
    stream: takesStream ? decoded?.body : undefined,
    limits: settings.limits,
    acceptsNamespace: isS3 ? acceptsS3Namespace : acceptsCloudFrontNamespace,
    dialect,
  });
  validateInput(input, spec.shapes().input, violations);
  if (violations.length > 0) {
    const hasBody = payload !== undefined && payload.byteLength > 0;
    const refusal = isS3
      ? refuseS3Input(match.name, violations, hasBody)
      : refuseCloudFrontInput(violations, hasBody);
    if (refusal !== undefined) throw refusal;
  }
  if (isS3) toS3Input(input, takesStream ? decoded?.length : undefined);

  const output = await run(handler, contextOf(service, from, payload, decoded), input);
  const response = serializeOutput(spec, output, isS3 ? S3_STYLE : cloudFrontStyle(apiVersion), dialect);
  return isS3 ? toS3Response(match.name, output, response) : response;
}

/** Operations without a body leave it unread. */
function isToBeRead(spec: OperationSpec, { request, payload }: DispatchRequest): boolean {
  return payload === undefined && request.body !== undefined && takesBody(spec);
}

/** The body of an operation that is parsed whole. */
async function readPayload(
  decoded: DecodedBody | undefined,
  { request, settings }: DispatchRequest,
): Promise<Uint8Array | undefined> {
  if (request.body === undefined) return undefined;
  const bytes = await collectBody(decoded?.body ?? request.body, settings.limits.maxBytes);
  const contentMd5 = request.headers["content-md5"];
  if (contentMd5 !== undefined) checkContentMd5(contentMd5, bytes);
  return bytes;
}

/** An upload always has a body, if only an empty one; a document may be left out. */
function hasBodyToRead(spec: OperationSpec, takesStream: boolean, request: AwsRequest): boolean {
  return takesStream || (takesBody(spec) && request.body !== undefined);
}

function openBody({ request, authentication }: DispatchRequest): DecodedBody {
  return decodeBody(request, authentication.chunkVerifier);
}

function takesBody(spec: OperationSpec): boolean {
  const { inputPayload, hasInputElements } = spec.shapes();
  return inputPayload !== undefined || hasInputElements;
}

function handlerOf(
  operation: string,
  { service }: DispatchRequest,
): { service: AnyService; handler: Handler } {
  const handler = service?.operations[operation];
  if (service === undefined || handler === undefined) {
    throw new ServiceError("NotImplemented", `${operation} is not implemented.`, { status: 501 });
  }
  return { service, handler };
}

function contextOf(
  service: AnyService,
  { request, state, authentication, settings }: DispatchRequest,
  payload: Uint8Array | undefined,
  decoded: DecodedBody | undefined,
): OperationContext {
  return {
    ...service.state,
    operation: state.operation ?? "",
    principal: authentication.principal,
    accountId: authentication.account.accountId,
    region: authentication.region ?? "us-east-1",
    verifiedRegion: settings.mode === "strict" ? authentication.region : undefined,
    isVirtualHosted: state.target?.isVirtualHosted,
    requestId: state.ids.requestId,
    request,
    apiVersion: state.target?.apiVersion,
    now: settings.now,
    accounts: settings.accounts,
    payload,
    trailers: () => decoded?.trailers() ?? {},
    setHeader: (name, value) => {
      state.headers[name.toLowerCase()] = value;
    },
    authenticateForm: (fields) => authenticateForm(fields, settings.accounts, settings.mode),
  };
}

/**
 * Calls a handler with its service's state and the input that the model describes. Handlers are typed by their own
 * state and inputs, which are the same; this is the one place where that is taken on trust.
 */
function run(handler: Handler, context: OperationContext, input: object): object | Promise<object> {
  return handler(context as never, input as never);
}

function isResponse(answer: object): answer is AwsResponse {
  return "status" in answer && typeof answer.status === "number" && "headers" in answer;
}
