import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { findByHost } from "../access/find-distribution.ts";
import { normalizeHost } from "../access/host-name.ts";
import type { EdgeDistribution, StreamingEdgeDistribution } from "../ports.ts";
import { clientIpOf } from "./client-ip.ts";
import type { EdgeServices } from "./edge-services.ts";
import type { FlvRequest } from "./flv-viewer.ts";
import { OPEN_TO_ALL, sendRefusal, serveFlv } from "./http-flv.ts";
import type { WebServer } from "./web/web-server.ts";
import { refuseUpgrade, WsFlvServer } from "./ws-flv.ts";

/** Where a request is for, its address taken apart. */
interface Target {
  readonly host: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  readonly distribution: EdgeDistribution | undefined;
}

/** The tunnel's part of the HTTP edge: answers POSTs of RTMPT. */
export interface TunnelServer {
  /** True when the path is the tunnel's and the answer under way. */
  readonly serve: (path: string, incoming: IncomingMessage, response: ServerResponse) => boolean;
}

/** The service's own policy file; one in the bucket is ignored. Source: developer guide, "crossdomain.xml". */
const CROSSDOMAIN =
  '<?xml version="1.0"?>\n<!DOCTYPE cross-domain-policy SYSTEM "http://www.macromedia.com/xml/dtds/cross-domain-policy.dtd">\n' +
  '<cross-domain-policy>\n  <allow-access-from domain="*" secure="false"/>\n' +
  '  <site-control permitted-cross-domain-policies="all"/>\n</cross-domain-policy>\n';

const STREAM_PATH = /^\/cfx\/st\/(.+)$/;

/** Everything that speaks HTTP: web distributions, HTTP-FLV, WS-FLV, RTMPT, `crossdomain.xml`. */
export class HttpEdge {
  readonly #services: EdgeServices;
  readonly #web: WebServer;
  readonly #tunnel: TunnelServer;
  readonly #webSockets: WsFlvServer;
  #active = 0;
  #whenIdle: () => void = () => undefined;

  constructor(services: EdgeServices, web: WebServer, tunnel: TunnelServer) {
    this.#services = services;
    this.#web = web;
    this.#tunnel = tunnel;
    this.#webSockets = new WsFlvServer(services);
  }

  /** Answers a request. */
  readonly handle = (incoming: IncomingMessage, response: ServerResponse): void => {
    this.#active += 1;
    response.on("close", () => {
      this.#active -= 1;
      if (this.#active === 0) this.#whenIdle();
    });
    response.on("error", () => response.destroy());
    this.#route(incoming, response).catch((error: unknown) => {
      this.#services.logger.error({ err: error }, "request failed");
      response.destroy();
    });
  };

  /** Resolves when every answer under way has been sent, or the time is up. */
  async idle(timeoutMs: number): Promise<void> {
    if (this.#active === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#whenIdle = resolve;
    const cancel = this.#services.clock.setTimer(timeoutMs, resolve);
    await promise;
    cancel();
  }

  /** Answers an upgrade. */
  readonly upgrade = (incoming: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    const target = this.#targetOf(incoming);
    const name = STREAM_PATH.exec(target.path)?.[1];
    const { distribution } = target;
    if (name === undefined || distribution?.kind !== "streaming" || !distribution.isServing) {
      refuseUpgrade(socket, 404, "Not Found");
      return;
    }
    const request = flvRequest(incoming, distribution, name, target);
    this.#webSockets.serve(request, incoming, socket, head).catch((error: unknown) => {
      this.#services.logger.error({ err: error }, "upgrade failed");
      socket.destroy();
    });
  };

  async #route(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = this.#targetOf(incoming);
    const { distribution, path, host } = target;
    if (distribution?.kind === "web" && distribution.isServing) {
      const isSecure = "encrypted" in incoming.socket;
      const { method = "GET", headers } = incoming;
      const clientIp = clientIpOf(incoming.socket);
      const { query } = target;
      const request = { distribution, method, path, query, headers, host, clientIp, isSecure };
      await this.#web.serve(request, incoming, response);
      return;
    }
    if (incoming.method === "OPTIONS") {
      this.#answerPreflight(incoming, response);
      return;
    }
    if (incoming.method === "POST") {
      if (!this.#tunnel.serve(path, incoming, response)) sendRefusal(response, 404, "not found");
      return;
    }
    if (incoming.method !== "GET" && incoming.method !== "HEAD") {
      sendRefusal(response, 405, "method not allowed");
      return;
    }
    if (path === "/crossdomain.xml") {
      response.writeHead(200, { ...OPEN_TO_ALL, "content-type": "text/x-cross-domain-policy" });
      response.end(incoming.method === "HEAD" ? undefined : CROSSDOMAIN);
      return;
    }
    const name = STREAM_PATH.exec(path)?.[1];
    if (distribution?.kind !== "streaming" || !distribution.isServing) {
      const hint = `DistributionNotFound: no distribution serves ${host}; see /_oxbow/at/HOST/`;
      sendRefusal(response, name === undefined ? 403 : 404, hint);
      return;
    }
    if (name === undefined) {
      sendRefusal(response, 404, "an RTMP distribution serves /cfx/st/NAME");
      return;
    }
    await serveFlv(this.#services, flvRequest(incoming, distribution, name, target), incoming, response);
  }

  #answerPreflight(incoming: IncomingMessage, response: ServerResponse): void {
    response.writeHead(204, {
      ...OPEN_TO_ALL,
      "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
      "access-control-allow-headers": incoming.headers["access-control-request-headers"] ?? "*",
      "access-control-allow-private-network": "true",
      "access-control-max-age": "86400",
    });
    response.end();
  }

  /** `/_oxbow/at/HOST/…` is `/…` on HOST: for clients that can't set a host name. */
  #targetOf(incoming: IncomingMessage): Target {
    const url = (incoming.url ?? "/").replace(/^https?:\/\/[^/]*/i, "");
    const mark = url.indexOf("?");
    const fullPath = mark === -1 ? url : url.slice(0, mark);
    const query = mark === -1 ? "" : url.slice(mark + 1);
    const at = /^\/_oxbow\/at\/([^/]+)(\/.*)?$/.exec(fullPath);
    const host = normalizeHost(at?.[1] ?? incoming.headers.host ?? "");
    const path = at === null ? fullPath : (at[2] ?? "/");
    return { host, path, query, distribution: findByHost(this.#services.directory, host) };
  }
}

function flvRequest(
  incoming: IncomingMessage,
  distribution: StreamingEdgeDistribution,
  name: string,
  { query, host }: Target,
): FlvRequest {
  const { referer, "user-agent": userAgent } = incoming.headers;
  return { distribution, name, query, host, clientIp: clientIpOf(incoming.socket), referer, userAgent };
}
