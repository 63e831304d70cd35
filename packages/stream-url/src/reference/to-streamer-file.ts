import { escapeFileName } from "./percent.ts";
import { connectUrl, querySuffix, type StreamReference } from "./stream-reference.ts";

/** An address as most players of the Flash era take it: in two halves. */
export interface StreamerFile {
  /** `rtmp://s….cloudfront.net/cfx/st`, without a trailing slash. */
  readonly streamer: string;
  /** Name of the file with its extension: `videos/mediafile.flv`. */
  readonly file: string;
}

/** The two halves of the developer guide: `streamer` and `file`. {@link parseStream} reads them back. */
export function toStreamerFile(reference: StreamReference): StreamerFile {
  return { streamer: connectUrl(reference), file: escapeFileName(reference.key) + querySuffix(reference) };
}
