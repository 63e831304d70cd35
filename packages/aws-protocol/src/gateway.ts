/**
 * The pipeline: one request record in, one response record out, and nothing is ever thrown.
 *
 *   identify ─ match ─ authenticate ─ fault ─ dispatch (body ─ parse ─ validate ─ run ─ serialize) ─ finish ─ observe
 *        └────────┴──────────┴──────────┴─────────────────────┴────── errors ──────────────────────────┘
 */
import { randomBytes as systemRandomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as systemSleep } from "node:timers/promises";
import { type Accounts, type Credential, createAccounts, TEST_CREDENTIAL } from "./accounts.ts";
import { type Authentication, type AuthMode, authenticate } from "./authenticate.ts";
import { collectBody } from "./body/collect-body.ts";
import { hasOperation, isKnownApiVersion } from "./cloudfront-versions.ts";
import { cloudFrontNamespace, invalidUri } from "./cloudfront-wire.ts";
import { httpDateText } from "./date-text.ts";
import { type DispatchRequest, type DispatchSettings, dispatch, dispatchQuery } from "./dispatch.ts";
import { serializeError, toServiceError } from "./errors.ts";
import { ExchangeState } from "./exchange-state.ts";
import { applyFault, type FaultHook } from "./fault.ts";
import type { AwsRequest, AwsResponse } from "./http.ts";
import { identify, type Target } from "./identify.ts";
import { type Match, matchCloudFront, matchS3 } from "./match.ts";
import type { AnyService, ServiceName } from "./operation.ts";
import { QueryString } from "./query-string.ts";
import { type RandomBytes, RequestIdSource } from "./request-id.ts";
import { methodNotAllowed } from "./s3-wire.ts";
import { ServiceError } from "./service-error.ts";
import { missingAction, STS_NAMESPACE } from "./sts.ts";
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
  /** What the client calls itself, by `x-oxbow-client`, up to 100 characters; `undefined` for every other. */
  readonly client: string | undefined;
}

export interface GatewayOptions {
  readonly services: readonly AnyService[];
  /** `relaxed` (default) believes any well-formed signature; `strict` verifies it. */
  readonly auth?: AuthMode;
  /** Default: `test` / `test`, account 000000000000. */
  readonly credentials?: readonly Credential[];
  /** A directory shared with the services, in place of one made from the credentials. */
  readonly accounts?: Accounts;
  readonly now?: () => Date;
  readonly randomBytes?: RandomBytes;
  readonly limits?: Partial<XmlLimits>;
  /** Told every request after it was answered. */
  readonly onRequest?: (record: RequestRecord) => void;
  /** Told what was thrown that no service would answer: a bug, answered as `InternalError`. */
  readonly onError?: (error: unknown, request: AwsRequest) => void;
  /** Asked before every dispatch. */
  readonly fault?: FaultHook;
  /** How a `delay` fault waits. */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

export interface Gateway {
  /** Answers a request. Never throws. A property: may be destructured. */
  readonly handle: (request: AwsRequest) => Promise<AwsResponse>;
  readonly accounts: Accounts;
}

/** Longest name of a client, in characters: it is kept with every request. */
const MAX_CLIENT_NAME = 100;

/** Puts services behind one endpoint. */
export function createGateway(options: GatewayOptions): Gateway {
  const accounts = options.accounts ?? createAccounts(options.credentials ?? [TEST_CREDENTIAL]);
  const pipeline = new Pipeline(options, accounts);
  return { handle: (request) => pipeline.handle(request), accounts };
}

class Pipeline {
  readonly #options: GatewayOptions;
  readonly #services: ReadonlyMap<ServiceName, AnyService>;
  readonly #settings: DispatchSettings;
  readonly #idSource: RequestIdSource;

  constructor(options: GatewayOptions, accounts: Accounts) {
    this.#options = options;
    this.#services = new Map(options.services.map((service) => [service.name, service]));
    this.#idSource = new RequestIdSource(options.randomBytes ?? systemRandomBytes);
    this.#settings = {
      accounts,
      mode: options.auth ?? "relaxed",
      now: options.now ?? (() => new Date()),
      limits: { ...DEFAULT_XML_LIMITS, ...options.limits },
    };
  }

  async handle(request: AwsRequest): Promise<AwsResponse> {
    const at = this.#settings.now();
    const state = new ExchangeState(this.#idSource);
    let response: AwsResponse;
    let code: string | undefined;
    try {
      response = await this.#answer(request, state);
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) this.#options.onError?.(thrown, request);
      const error = toServiceError(thrown);
      code = error.code;
      response = refuse(error, request, state);
    }
    const finished = this.#finish(request, response, state, at);
    response = finished instanceof Promise ? await finished : finished;
    this.#options.onRequest?.({
      at,
      service: state.service,
      operation: state.operation,
      status: response.status,
      code,
      accountId: this.#accountId(state),
      target: `${request.method} ${request.path}${request.query === "" ? "" : `?${request.query}`}`,
      client: clientName(request),
    });
    return response;
  }

  async #answer(request: AwsRequest, state: ExchangeState): Promise<AwsResponse> {
    const query = new QueryString(request.query);
    const target = identify(request, query);
    state.target = target;
    state.service = target.service;
    if (target.service === "sts") return await this.#answerQuery(request, query, target, state);

    const match = matchOperation(request, target, query);
    state.operation = match.name;
    // CloudFront's signatures cover the body, whose hash most clients do not declare; its bodies are small.
    const payload = target.service === "cloudfront" ? await this.#collect(request) : undefined;
    const from = this.#authenticate(request, query, target, state, payload);
    const fault = this.#fault(state);
    if (fault !== undefined) await fault;
    return await dispatch(match, from);
  }

  async #answerQuery(
    request: AwsRequest,
    query: QueryString,
    target: Target,
    state: ExchangeState,
  ): Promise<AwsResponse> {
    const payload = (await this.#collect(request)) ?? new Uint8Array();
    const fields = new QueryString(new TextDecoder().decode(payload));
    const action = fields.get("Action") ?? query.get("Action");
    if (action === undefined) throw missingAction();
    state.operation = action;
    const from = this.#authenticate(request, query, target, state, payload);
    await this.#fault(state);
    return await dispatchQuery(fields, from);
  }

  #authenticate(
    request: AwsRequest,
    query: QueryString,
    target: Target,
    state: ExchangeState,
    payload: Uint8Array | undefined,
  ): DispatchRequest {
    const { accounts, mode, now } = this.#settings;
    const authentication: Authentication = authenticate({
      request,
      query,
      target,
      accounts,
      mode,
      now: now(),
      payload,
    });
    state.authentication = authentication;
    return {
      service: this.#services.get(target.service),
      request,
      query,
      state,
      authentication,
      payload,
      settings: this.#settings,
    };
  }

  /** Lets the fault rules have their say; `undefined` when they have none. */
  #fault({ service, operation = "" }: ExchangeState): Promise<void> | undefined {
    const fault = this.#options.fault?.({ service, operation });
    return fault === undefined ? undefined : applyFault(fault, service, this.#options.sleep ?? systemSleep);
  }

  async #collect({ body }: AwsRequest): Promise<Uint8Array | undefined> {
    return body === undefined ? undefined : await collectBody(body, this.#settings.limits.maxBytes);
  }

  #finish(
    request: AwsRequest,
    response: AwsResponse,
    state: ExchangeState,
    at: Date,
  ): AwsResponse | Promise<AwsResponse> {
    const { requestId, hostId } = state.ids;
    const own: Readonly<Record<string, string>> =
      state.service === "s3"
        ? { "x-amz-request-id": requestId, "x-amz-id-2": hostId, server: "AmazonS3" }
        : { "x-amzn-requestid": requestId };
    const { status, body } = response;
    const headers: Record<string, string> = {
      date: httpDateText(at),
      ...own,
      ...response.headers,
      ...state.headers,
    };
    if (headers["content-length"] === undefined) {
      const length = lengthOf(response, request.method);
      if (length !== undefined) headers["content-length"] = String(length);
    }
    const complete: AwsResponse = { status, headers, body };
    const finish = this.#services.get(state.service)?.finish;
    if (finish === undefined) return complete;
    const bucket = state.target?.bucket;
    const fail = (error: unknown): AwsResponse => {
      this.#options.onError?.(error, request);
      return complete;
    };
    try {
      const exchange = {
        request,
        requestId,
        operation: state.operation,
        bucket: bucket === "" ? undefined : bucket,
        accountId: this.#accountId(state),
      };
      const finished = finish(exchange, complete);
      return finished instanceof Promise ? finished.catch(fail) : finished;
    } catch (error) {
      return fail(error);
    }
  }

  #accountId(state: ExchangeState): string {
    return (state.authentication?.account ?? this.#settings.accounts.fallback).accountId;
  }
}

/** How long a body is that is whole already, so that adapters need not send it in chunks. */
function lengthOf({ body, status }: AwsResponse, method: string): number | undefined {
  if (body === undefined) return method === "HEAD" || status === 204 || status === 304 ? undefined : 0;
  if (typeof body === "string") return Buffer.byteLength(body);
  return body instanceof Readable ? undefined : body.byteLength;
}

function matchOperation(request: AwsRequest, target: Target, query: QueryString): Match {
  if (target.service === "s3") {
    const match = matchS3(request, target, query);
    if (match === undefined) throw methodNotAllowed(request.method, target.bucket !== "", target.key !== "");
    return match;
  }
  if (target.apiVersion === undefined || !isKnownApiVersion(target.apiVersion)) throw invalidUri();
  const match = matchCloudFront(request.method, target.path, query);
  if (match?.kind !== "modelled" || !hasOperation(target.apiVersion, match.spec)) throw invalidUri();
  return match;
}

function refuse(error: ServiceError, request: AwsRequest, state: ExchangeState): AwsResponse {
  const isS3 = state.service === "s3";
  return serializeError(error, {
    kind: isS3 ? "s3" : "errorResponse",
    namespace: state.service === "sts" ? STS_NAMESPACE : cloudFrontNamespace(state.target?.apiVersion),
    ...state.ids,
    hasBody: request.method !== "HEAD",
  });
}

/** A longer one is no name, and not cut: a piece of a string keeps all of it in memory. */
function clientName({ headers }: AwsRequest): string | undefined {
  const name = headers["x-oxbow-client"];
  return name !== undefined && name.length <= MAX_CLIENT_NAME ? name : undefined;
}
