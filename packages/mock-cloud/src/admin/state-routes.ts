/** `/_oxbow/state`: the whole state, as `oxbow export` takes it away and `oxbow import` brings it back. */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { CloudState, StateDocument } from "../cloud-state.ts";
import { OptionError } from "../option-error.ts";

const NDJSON = "application/x-ndjson";

export function registerStateRoutes(scope: FastifyInstance, state: CloudState): void {
  // Both pass through as streams: objects are of any size.
  scope.addContentTypeParser([NDJSON, "application/octet-stream"], (_request, payload, done) =>
    done(null, payload),
  );
  scope.get("/_oxbow/state", async (_request, reply) => {
    reply.type(NDJSON);
    return Readable.from(lines(state));
  });
  scope.put<{ Body: unknown }>("/_oxbow/state", async ({ body }) => ({
    documents: await state.restoreDocuments(parseLines(toStream(body, NDJSON))),
  }));
  scope.get("/_oxbow/state/blobs", async () => await state.blobIds());
  scope.get<{ Params: { id: string } }>("/_oxbow/state/blobs/:id", async ({ params }, reply) => {
    reply.type("application/octet-stream");
    return state.readBlob(params.id);
  });
  scope.put<{ Params: { id: string }; Body: unknown }>(
    "/_oxbow/state/blobs/:id",
    async ({ params, body }) => {
      if (!/^[\da-z-]{2,64}$/i.test(params.id))
        throw new OptionError("id", params.id, "write letters, digits and dashes");
      await state.restoreBlob(params.id, toStream(body, "application/octet-stream"));
      return { id: params.id };
    },
  );
}

async function* lines(state: CloudState): AsyncGenerator<string> {
  for await (const document of state.documents()) yield `${JSON.stringify(document)}\n`;
}

async function* parseLines(stream: Readable): AsyncGenerator<StateDocument> {
  let number = 0;
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line === "") continue;
    const document = parseLine(line, number);
    const { collection, key, value } = document as Partial<StateDocument>;
    if (typeof collection !== "string" || typeof key !== "string" || value === undefined)
      throw new OptionError(`line ${number}`, document, "write a collection, a key and a value");
    yield { collection, key, value };
  }
}

function parseLine(line: string, number: number): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Said below, for whatever is no object.
  }
  throw new OptionError(`line ${number}`, line.slice(0, 100), "write one JSON object a line");
}

function toStream(body: unknown, type: string): Readable {
  if (body instanceof Readable) return body;
  throw new OptionError("content-type", undefined, `send ${type}`);
}
