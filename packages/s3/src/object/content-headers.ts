import { invalidRedirectLocation } from "../errors.ts";
import type { ContentHeaders } from "./object-record.ts";

/** What an object without a type is. */
const DEFAULT_CONTENT_TYPE = "binary/octet-stream";

/** Longest value of x-amz-website-redirect-location, in bytes. */
const MAX_REDIRECT_BYTES = 2048;

/** The members by which requests bring content headers. `Expires` is read from the header: its text is kept. */
export interface ContentHeadersInput {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
}

/** The headers to keep with an object. */
export function readContentHeaders(input: ContentHeadersInput, expires: string | undefined): ContentHeaders {
  const redirect = input.WebsiteRedirectLocation;
  if (redirect !== undefined) checkRedirect(redirect);
  const contentEncoding = withoutAwsChunked(input.ContentEncoding);
  return {
    ContentType:
      input.ContentType === undefined || input.ContentType === "" ? DEFAULT_CONTENT_TYPE : input.ContentType,
    ...(input.CacheControl === undefined ? {} : { CacheControl: input.CacheControl }),
    ...(input.ContentDisposition === undefined ? {} : { ContentDisposition: input.ContentDisposition }),
    ...(contentEncoding === undefined ? {} : { ContentEncoding: contentEncoding }),
    ...(input.ContentLanguage === undefined ? {} : { ContentLanguage: input.ContentLanguage }),
    ...(expires === undefined ? {} : { Expires: expires }),
    ...(redirect === undefined ? {} : { WebsiteRedirectLocation: redirect }),
  };
}

function checkRedirect(location: string): void {
  if (!/^(?:\/|https?:\/\/)/.test(location) || Buffer.byteLength(location) > MAX_REDIRECT_BYTES) {
    throw invalidRedirectLocation();
  }
}

/** `aws-chunked` is about the transfer, not about the object. */
function withoutAwsChunked(encoding: string | undefined): string | undefined {
  const kept = encoding
    ?.split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "aws-chunked")
    .join(",");
  return kept === "" ? undefined : kept;
}
