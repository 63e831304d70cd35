import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { byteFaultOf, delayOf, type FaultEffect, type Faults } from "../../faults.ts";
import type { AccessLog } from "../../logs/access-log.ts";
import { EDGE_LOCATION } from "../../logs/rtmp-record.ts";
import { type EdgeResult, WEB_LOG_FIELDS, webLogLine } from "../../logs/web-record.ts";
import type { EdgeMetrics } from "../../metrics.ts";
import { decide, type WebRequest, type WebServices } from "./decide.ts";
import { sendAnswer } from "./send-answer.ts";
import { edgeError, type WebAnswer } from "./web-answer.ts";

/** Answers requests to web distributions: decide, send, log. */
export class WebServer {
  readonly #services: WebServices;
  readonly #observers: { readonly log: AccessLog; readonly metrics: EdgeMetrics; readonly faults: Faults };
  /** As CloudFront: one hexadecimal label for the server that answered. */
  readonly #edgeHost = `${randomBytes(16).toString("hex")}.cloudfront.net`;

  constructor(
    services: WebServices,
    observers: { readonly log: AccessLog; readonly metrics: EdgeMetrics; readonly faults: Faults },
  ) {
    this.#services = services;
    this.#observers = observers;
  }

  /** Answers one request. Never rejects: what fails is logged and ends the connection. */
  async serve(request: WebRequest, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, logger } = this.#services;
    const startedMs = clock.nowMs();
    const requestId = `${randomBytes(42).toString("base64url")}==`;
    const effects = this.#observers.faults.strike("get", request.distribution.id);
    let bytesSent = 0;
    let answer = edgeError(500, "Internal error.", "");
    let firstByteMs = 0;
    const sending = {
      reader: this.#services.reader,
      identity: { requestId, edgeHost: this.#edgeHost, location: EDGE_LOCATION },
      isHead: request.method === "HEAD",
    };
    try {
      const delayMs = delayOf(effects);
      if (delayMs > 0) await new Promise<void>((resolve) => clock.setTimer(delayMs, resolve));
      answer = struckAnswer(effects) ?? (await decide(this.#services, request));
      firstByteMs = clock.nowMs() - startedMs;
      bytesSent = await sendAnswer(response, answer, { ...sending, byteFault: byteFaultOf(effects) });
    } catch (error) {
      logger.warn(
        { err: error, distribution: request.distribution.id, path: request.path },
        "request broke off",
      );
      if (response.headersSent || response.destroyed) {
        // A body that can't be finished must not look finished.
        response.destroy();
      } else {
        answer = edgeError(502, "CloudFront wasn't able to read from the origin.", "");
        bytesSent = await sendAnswer(response, answer, { ...sending, byteFault: undefined });
      }
    }
    this.#record(request, incoming, answer, { requestId, startedMs, firstByteMs, bytesSent });
  }

  #record(
    request: WebRequest,
    incoming: IncomingMessage,
    answer: WebAnswer,
    measured: {
      readonly requestId: string;
      readonly startedMs: number;
      readonly firstByteMs: number;
      readonly bytesSent: number;
    },
  ): void {
    const { distribution } = request;
    const { metrics, log } = this.#observers;
    const { clock } = this.#services;
    const labels = { distribution: distribution.id, status: String(answer.status), cache: answer.cache };
    metrics.webRequests.inc(labels);
    metrics.sentBytes.of({ distribution: distribution.id, protocol: "http" }).add(measured.bytesSent);
    if (distribution.logging === undefined) return;
    const line = webLogLine({
      at: clock.date(),
      clientIp: request.clientIp,
      clientPort: incoming.socket.remotePort ?? 0,
      method: request.method,
      domainName: distribution.domainName,
      host: request.host,
      path: request.path,
      query: request.query,
      status: answer.status,
      referer: incoming.headers.referer,
      userAgent: incoming.headers["user-agent"],
      forwardedFor: undefined,
      result: answer.cache satisfies EdgeResult,
      requestId: measured.requestId,
      isSecure: request.isSecure,
      httpVersion: incoming.httpVersion,
      bytesReceived: incoming.rawHeaders.reduce(
        (sum, text) => sum + text.length + 2,
        incoming.url?.length ?? 0,
      ),
      bytesSent: measured.bytesSent,
      firstByteMs: measured.firstByteMs,
      takenMs: clock.nowMs() - measured.startedMs,
      contentType: answer.headers["content-type"],
      contentLength: String(measured.bytesSent),
      range: loggedRange(answer),
    });
    log.add(distribution, WEB_LOG_FIELDS, line);
  }
}

function struckAnswer(effects: readonly FaultEffect[]): WebAnswer | undefined {
  for (const effect of effects) {
    if (effect.kind === "refuse") return edgeError(503, "Service unavailable.", "A fault refuses requests.");
    if (effect.kind === "error") {
      const status = /^[45]\d\d$/.test(effect.code) ? Number(effect.code) : 500;
      return edgeError(status, "A fault answers for the distribution:", effect.code);
    }
  }
  return undefined;
}

function loggedRange({ status, body }: WebAnswer): { first: number; last: number } | undefined {
  const [only, ...more] = body.kind === "object" ? body.ranges : [];
  if (status !== 206 || only === undefined || more.length > 0) return undefined;
  return { first: only.start, last: only.end - 1 };
}
