/**
 * The pipeline: one request record in, one response record out, and nothing is ever thrown.
 *
 *   identify ─ match ─ authenticate ─ fault ─ read body ─ parse ─ validate ─ dispatch ─ serialize ─ finish ─ observe
 *        └────────┴──────────┴──────────┴────────┴─────────┴─────────┴──────────┴─ errors ─┘
 */
import { randomBytes as systemRandomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as systemSleep } from "node:timers/promises";
import { type Accounts, type Credential, createAccounts, TEST_CREDENTIAL } from "./accounts.ts";
import { type Authentication, authenticate } from "./authenticate.ts";
import {
  acceptsCloudFrontNamespace,
  cloudFrontNamespace,
  cloudFrontStyle,
  invalidUri,
  refuseCloudFrontInput,
} from "./cloudfront-wire.ts";
import { serializeError, toServiceError } from "./errors.ts";
import type { AwsRequest, AwsResponse } from "./http.ts";
import { identify, isKnownApiVersion, type Target } from "./identify.ts";
import { type Match, matchCloudFront, matchS3 } from "./match.ts";
import type { OperationSpec } from "./model/operation-table.ts";
import type { OperationContext, OperationHandler, Service, ServiceName } from "./operation.ts";
import { parseInput } from "./parse.ts";
import { QueryString } from "./query-string.ts";
import { collectBody } from "./request-body.ts";
import { type RandomBytes, type RequestIds, s3RequestIds, uuidRequestIds } from "./request-id.ts";
import { acceptsS3Namespace, methodNotAllowed, refuseS3Input, S3_STYLE, toS3Response } from "./s3-wire.ts";
import { serializeOutput } from "./serialize.ts";
import { ServiceError } from "./service-error.ts";
import { STS_NAMESPACE, serializeQueryOutput } from "./sts.ts";
import { validateInput } from "./validate.ts";
import { DEFAULT_XML_LIMITS, type XmlLimits } from "./xml-reader.ts";

/** One request that was answered, for assertions and logs. */
export interface RequestRecord {
  readonly at: Date;
  readonly service: ServiceName;
  /** `undefined` when the request was refused before an operation was found. */
  readonly operation: string | undefined;
  readonly status: number;
  /** Error code, for failures. */
  readonly code: string | undefined;
  readonly accountId: string;
  /** Method, path and query as they came. */
  readonly target: string;
}

/** What a fault does to a request before its handler sees it. */
export type Fault =
  | { readonly kind: "error"; readonly code: string; readonly status?: number; readonly message?: string }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "throttle"; readonly retryAfterSeconds?: number };

export interface GatewayOptions {
  readonly services: readonly Service[];
  /** `relaxed` (default) believes any well-formed signature; `strict` verifies it. */
  readonly auth?: "relaxed" | "strict";
  /** Default: `test` / `test`, account 000000000000. */
  readonly credentials?: readonly Credential[];
  /** Shares a directory with the services; default: made from the credentials. */
  readonly accounts?: Accounts;
  readonly now?: () => Date;
  readonly randomBytes?: RandomBytes;
  readonly limits?: Partial<XmlLimits>;
  readonly onRequest?: (record: RequestRecord) => void;
  /** Told what a handler threw that no service would answer. */
  readonly onError?: (error: unknown, request: AwsRequest) => void;
  readonly fault?: (match: {
    readonly service: ServiceName;
    readonly operation: string;
  }) => Fault | undefined;
  /** How a `delay` fault waits. */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

export interface Gateway {
  /** Answers a request. Never throws. A property: may be destructured. */
  readonly handle: (request: AwsRequest) => Promise<AwsResponse>;
  readonly accounts: Accounts;
}

/** What is known of a request so far; filled in step by step, so that the exit of failures has whatever there is. */
interface Progress {
  service: ServiceName;
  target?: Target;
  operation?: string;
  authentication?: Authentication;
  readonly ids: Partial<Record<"s3" | "other", RequestIds>>;
  readonly extraHeaders: Record<string, string>;
}

/** Puts services behind one endpoint. */
export function createGateway(options: GatewayOptions): Gateway {
  const accounts = options.accounts ?? createAccounts(options.credentials ?? [TEST_CREDENTIAL]);
  const pipeline = new Pipeline(options, accounts);
  return { handle: (request) => pipeline.handle(request), accounts };
}

class Pipeline {
  readonly #options: GatewayOptions;
  readonly #accounts: Accounts;
  readonly #services: ReadonlyMap<ServiceName, Service>;
  readonly #now: () => Date;
  readonly #randomBytes: RandomBytes;
  readonly #limits: XmlLimits;

  constructor(options: GatewayOptions, accounts: Accounts) {
    this.#options = options;
    this.#accounts = accounts;
    this.#services = new Map(options.services.map((service) => [service.name, service]));
    this.#now = options.now ?? (() => new Date());
    this.#randomBytes = options.randomBytes ?? systemRandomBytes;
    this.#limits = { ...DEFAULT_XML_LIMITS, ...options.limits };
  }

  async handle(request: AwsRequest): Promise<AwsResponse> {
    const at = this.#now();
    const progress: Progress = { service: "s3", ids: {}, extraHeaders: {} };
    let response: AwsResponse;
    let code: string | undefined;
    try {
      response = await this.#answer(request, progress);
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) this.#options.onError?.(thrown, request);
      const error = toServiceError(thrown);
      code = error.code;
      response = this.#refuse(error, request, progress);
    }
    response = await this.#finish(request, response, progress);
    this.#options.onRequest?.({
      at,
      service: progress.service,
      operation: progress.operation,
      status: response.status,
      code,
      accountId: (progress.authentication?.account ?? this.#accounts.fallback).accountId,
      target: `${request.method} ${request.path}${request.query === "" ? "" : `?${request.query}`}`,
    });
    return response;
  }

  async #answer(request: AwsRequest, progress: Progress): Promise<AwsResponse> {
    const target = identify(request);
    progress.target = target;
    progress.service = target.service;
    const query = new QueryString(request.query);
    if (target.service === "sts") return await this.#answerQuery(request, query, progress);

    const match = this.#match(request, target, query);
    progress.operation = match.name;
    const authentication = authenticate(request, query, target.service, this.#accounts);
    progress.authentication = authentication;
    await this.#injectFault(progress, match.name);

    const service = this.#services.get(target.service);
    const handler = service?.operations[match.name];
    if (service === undefined || handler === undefined) throw notImplemented(match.name);
    if (match.kind === "pseudo") {
      const context = this.#context(service, request, progress, authentication, undefined);
      const input = { Bucket: target.bucket, Key: target.key };
      return (await run(handler, context, input)) as AwsResponse;
    }
    return await this.#answerModelled(match, handler, service, request, query, progress, authentication);
  }

  async #answerModelled(
    match: Extract<Match, { kind: "modelled" }>,
    handler: OperationHandler<object, never, object>,
    service: Service,
    request: AwsRequest,
    query: QueryString,
    progress: Progress,
    authentication: Authentication,
  ): Promise<AwsResponse> {
    const { spec } = match;
    const isS3 = service.name === "s3";
    const apiVersion = progress.target?.apiVersion;
    const dialect =
      apiVersion === undefined ? undefined : service.dialect?.(apiVersion)?.operations[match.name];
    const takesStream = spec.shapes().inputPayload?.shape.kind === "stream";
    const payload = takesStream ? undefined : await this.#payload(spec, request);
    const { input, violations } = parseInput({
      spec,
      request,
      query,
      labels: match.labels,
      payload,
      stream: takesStream ? (request.body ?? Readable.from([], { objectMode: false })) : undefined,
      limits: this.#limits,
      acceptsNamespace: isS3 ? acceptsS3Namespace : acceptsCloudFrontNamespace,
      dialect,
    });
    const found = [...violations, ...validateInput(input, spec.shapes().input)];
    if (found.length > 0) {
      const hasBody = payload !== undefined && payload.byteLength > 0;
      const refusal = isS3
        ? refuseS3Input(match.name, found, hasBody)
        : refuseCloudFrontInput(found, hasBody);
      if (refusal !== undefined) throw refusal;
    }

    const context = this.#context(service, request, progress, authentication, payload);
    const output = await run(handler, context, input);
    const style = isS3 ? S3_STYLE : cloudFrontStyle(apiVersion);
    const response = serializeOutput(spec, output, style, dialect);
    return isS3 ? toS3Response(match.name, output, response) : response;
  }

  /** The AWS query protocol: the operation and its members are form fields. */
  async #answerQuery(request: AwsRequest, query: QueryString, progress: Progress): Promise<AwsResponse> {
    const payload =
      request.body === undefined ? new Uint8Array() : await collectBody(request.body, this.#limits.maxBytes);
    const fields = new QueryString(new TextDecoder().decode(payload));
    const action = fields.get("Action") ?? query.get("Action") ?? "";
    progress.operation = action;
    const authentication = authenticate(request, query, "sts", this.#accounts);
    progress.authentication = authentication;
    await this.#injectFault(progress, action);
    const service = this.#services.get("sts");
    const handler = service?.operations[action];
    if (service === undefined || handler === undefined) throw notImplemented(action);
    const context = this.#context(service, request, progress, authentication, payload);
    const output = await run(handler, context, Object.fromEntries(fields.pairs));
    return {
      status: 200,
      headers: { "content-type": "text/xml" },
      body: serializeQueryOutput(action, output, this.#ids(progress).requestId),
    };
  }

  #match(request: AwsRequest, target: Target, query: QueryString): Match {
    if (target.service === "s3") {
      const match = matchS3(request, target, query);
      if (match === undefined)
        throw methodNotAllowed(request.method, target.bucket !== "", target.key !== "");
      return match;
    }
    if (target.apiVersion === undefined || !isKnownApiVersion(target.apiVersion)) throw invalidUri();
    const match = matchCloudFront(request.method, target.path, query);
    if (match === undefined) throw invalidUri();
    return match;
  }

  /** The body of an operation that is parsed whole; operations without one leave it unread. */
  async #payload(spec: OperationSpec, request: AwsRequest): Promise<Uint8Array | undefined> {
    const { inputPayload, hasInputElements } = spec.shapes();
    if (request.body === undefined || (inputPayload === undefined && !hasInputElements)) return undefined;
    return await collectBody(request.body, this.#limits.maxBytes);
  }

  #context(
    service: Service,
    request: AwsRequest,
    progress: Progress,
    authentication: Authentication,
    payload: Uint8Array | undefined,
  ): OperationContext {
    return {
      ...service.state,
      operation: progress.operation ?? "",
      principal: authentication.principal,
      accountId: authentication.account.accountId,
      region: authentication.region ?? "us-east-1",
      requestId: this.#ids(progress).requestId,
      request,
      apiVersion: progress.target?.apiVersion,
      now: this.#now,
      accounts: this.#accounts,
      payload,
      trailers: () => ({}),
      setHeader: (name, value) => {
        progress.extraHeaders[name.toLowerCase()] = value;
      },
      authenticateForm: () => ({ kind: "anonymous" }),
    };
  }

  async #injectFault(progress: Progress, operation: string): Promise<void> {
    const fault = this.#options.fault?.({ service: progress.service, operation });
    switch (fault?.kind) {
      case "delay":
        await (this.#options.sleep ?? systemSleep)(fault.ms);
        break;
      case "throttle":
        throw throttled(progress.service, fault.retryAfterSeconds ?? 1);
      case "error": {
        const message = fault.message ?? "Injected by the fault rules of the mock.";
        throw new ServiceError(fault.code, message, { status: fault.status ?? 400 });
      }
    }
  }

  #refuse(error: ServiceError, request: AwsRequest, progress: Progress): AwsResponse {
    const { service } = progress;
    const namespace = service === "sts" ? STS_NAMESPACE : cloudFrontNamespace(progress.target?.apiVersion);
    return serializeError(error, {
      kind: service === "s3" ? "s3" : "errorResponse",
      namespace,
      ...this.#ids(progress),
      hasBody: request.method !== "HEAD",
    });
  }

  async #finish(request: AwsRequest, response: AwsResponse, progress: Progress): Promise<AwsResponse> {
    const { requestId, hostId } = this.#ids(progress);
    const own: Record<string, string> =
      progress.service === "s3"
        ? { "x-amz-request-id": requestId, "x-amz-id-2": hostId, server: "AmazonS3" }
        : { "x-amzn-requestid": requestId };
    const complete = {
      ...response,
      headers: { date: this.#now().toUTCString(), ...own, ...response.headers, ...progress.extraHeaders },
    };
    const finish = this.#services.get(progress.service)?.finish;
    if (finish === undefined) return complete;
    try {
      return await finish(
        {
          request,
          requestId,
          operation: progress.operation,
          bucket: progress.target?.bucket === "" ? undefined : progress.target?.bucket,
          accountId: (progress.authentication?.account ?? this.#accounts.fallback).accountId,
        },
        complete,
      );
    } catch (error) {
      this.#options.onError?.(error, request);
      return complete;
    }
  }

  #ids(progress: Progress): RequestIds {
    const key = progress.service === "s3" ? "s3" : "other";
    const create = key === "s3" ? s3RequestIds : uuidRequestIds;
    progress.ids[key] ??= create(this.#randomBytes);
    return progress.ids[key];
  }
}

/**
 * Calls a handler with the input the model describes. The table's handlers are typed by their own inputs, which the
 * schema they were parsed by is the same as; this is the one place where that is taken on trust.
 */
async function run(
  handler: OperationHandler<object, never, object>,
  context: OperationContext,
  input: object,
): Promise<object> {
  return await handler(context, input as never);
}

function notImplemented(operation: string): ServiceError {
  return new ServiceError("NotImplemented", `${operation} is not implemented.`, { status: 501 });
}

function throttled(service: ServiceName, retryAfterSeconds: number): ServiceError {
  const headers = { "retry-after": String(retryAfterSeconds) };
  return service === "s3"
    ? new ServiceError("SlowDown", "Please reduce your request rate.", { status: 503, headers })
    : new ServiceError("Throttling", "Rate exceeded", { status: 503, headers });
}
