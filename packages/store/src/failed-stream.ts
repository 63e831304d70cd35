import { Readable } from "node:stream";

/** A stream that fails when it is read. */
export function failedStream(error: Error): Readable {
  return new Readable({
    read() {
      this.destroy(error);
    },
  });
}
