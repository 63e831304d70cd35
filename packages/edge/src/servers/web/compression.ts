import type { OriginObject } from "../../vod/origin-reader.ts";

/** What CloudFront compresses (developer guide, "File types that CloudFront compresses"), by media type. */
const COMPRESSED =
  /^(?:text\/[\w.+-]+|application\/(?:[\w.+-]*(?:json|xml|javascript|ecmascript)|wasm|x-font-\w+|vnd\.ms-fontobject|font[\w-]*|opentype|otf|truetype|ttf)|font\/(?:otf|ttf|eot|opentype)|image\/svg\+xml)$/i;
/** Smaller and larger objects are sent as they are (developer guide: 1,000 to 10,000,000 bytes). */
const MIN_BYTES = 1000;
const MAX_BYTES = 10_000_000;

/** The encoding a viewer gets an object in. */
export function chooseEncoding(
  object: OriginObject,
  acceptEncoding: string | undefined,
): "identity" | "gzip" | "br" {
  const { byteLength, contentType, headers } = object.info;
  const mediaType = contentType.split(";", 1)[0]?.trim() ?? "";
  const isEligible = byteLength >= MIN_BYTES && byteLength <= MAX_BYTES && COMPRESSED.test(mediaType);
  if (!isEligible || headers["content-encoding"] !== undefined) return "identity";
  if (accepts(acceptEncoding, "br")) return "br";
  return accepts(acceptEncoding, "gzip") ? "gzip" : "identity";
}

function accepts(header: string | undefined, coding: string): boolean {
  return (header ?? "").split(",").some((item) => {
    const [name, ...parameters] = item
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return name === coding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}
