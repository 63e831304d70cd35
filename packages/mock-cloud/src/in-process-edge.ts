import type { AwsRequest, AwsResponse } from "@oxbow/aws-protocol";
import type { Edge } from "@oxbow/edge";
import inject from "light-my-request";
import type { Cloud } from "./cloud.ts";
import { distributionDirectory, logSink, objectSource } from "./edge-adapters.ts";

/** The edge without a port. */
export interface InProcessEdge {
  /** Answers what a viewer asks of a distribution's host over HTTP. */
  readonly view: (request: AwsRequest) => Promise<AwsResponse>;
  readonly close: () => Promise<void>;
}

/** Made for the first viewer: most tests that have a cloud have none. */
export function createInProcessEdge(cloud: Cloud): InProcessEdge {
  let edge: Promise<Edge> | undefined;
  return {
    view: async ({ method, path, query, headers, body, remoteAddress, isSecure }) => {
      edge ??= openEdge(cloud);
      const { handleHttp } = await edge;
      const response = await inject(
        (incoming, outgoing) => {
          // What the edge asks of sockets and the stand-ins have not; `encrypted` is what a TLS socket has.
          if (isSecure) Object.assign(incoming.socket, { encrypted: true });
          Object.assign(outgoing.socket ?? {}, { destroySoon: () => outgoing.destroy() });
          handleHttp(incoming, outgoing);
        },
        {
          method,
          url: query === "" ? path : `${path}?${query}`,
          headers: { ...headers },
          remoteAddress,
          payloadAsStream: true,
          ...(body === undefined ? {} : { payload: body }),
        },
      );
      return { status: response.statusCode, headers: headerTexts(response.headers), body: response.stream() };
    },
    close: async () => {
      await (await edge)?.close();
    },
  };
}

async function openEdge(cloud: Cloud): Promise<Edge> {
  const { createEdge } = await import("@oxbow/edge");
  const edge = createEdge({
    source: objectSource(cloud.s3, cloud.cloudfront),
    directory: distributionDirectory(cloud.cloudfront),
    logSink: logSink(cloud.s3),
  });
  cloud.onEdgeFaults((faults) => edge.setFaults(faults));
  return edge;
}

function headerTexts(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : String(value),
    ]),
  );
}
