import { mediaExtension } from "./media-name.ts";
import { type ParsedStream, parseStream } from "./parse-stream.ts";
import { escapeFileName } from "./percent.ts";
import { CLOUDFRONT_APP, type StreamProtocol } from "./stream-reference.ts";

/** What is needed of a `StreamingDistribution`. */
export interface DistributionAddress {
  /** `s….cloudfront.net`, or one of the distribution's aliases. */
  readonly domainName: string;
}

/** How the stream is to be asked for, when not by plain RTMP. */
export interface FromDistributionOptions {
  /** `rtmp` by default. */
  readonly protocol?: StreamProtocol;
  /** Where the protocol's own is not meant. */
  readonly port?: number;
  /** Own parameters or a signature, without `?`. */
  readonly query?: string;
}

/**
 * The stream that an RTMP distribution makes of an object in its bucket.
 *
 * @param key the object's key as S3 lists it. One without a media extension is refused (`not-media`): a Flash Video
 *   file not named `.flv` never streams.
 */
export function fromDistribution(
  { domainName }: DistributionAddress,
  key: string,
  { protocol = "rtmp", port, query = "" }: FromDistributionOptions = {},
): ParsedStream {
  if (mediaExtension(key) === "") return Object.freeze({ ok: false, error: "not-media", warnings: [] });
  const authority = port === undefined ? domainName : `${domainName}:${port}`;
  const suffix = query === "" ? "" : `?${query}`;
  return parseStream({
    streamer: `${protocol}://${authority}/${CLOUDFRONT_APP}`,
    file: escapeFileName(key) + suffix,
  });
}
