import type { Readable } from "node:stream";
import { ServiceError } from "../service-error.ts";
import { messageTooLong, terminatedUnexpectedly } from "./body-errors.ts";

/** Reads a body whole, up to a limit. Throws `MaxMessageLengthExceeded` beyond it, `IncompleteBody` when it is cut off. */
export async function collectBody(body: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // The socket behind a body that is too long still has to carry the refusal.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : (chunk as Uint8Array);
      length += bytes.byteLength;
      if (length > maxBytes) throw messageTooLong(maxBytes);
      chunks.push(bytes);
    }
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw terminatedUnexpectedly();
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length);
}
