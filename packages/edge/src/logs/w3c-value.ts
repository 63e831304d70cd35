/**
 * One value of an access log. Percent-encoded are the bytes 0-32, 127 and above, and the characters
 * `< > " # % { } | \ ^ ~ [ ] \`` and `'`; nothing is `-`.
 *
 * Source: CloudFront Developer Guide, "RTMP distribution log file format" (2020).
 */
export function logValue(value: string | number | undefined): string {
  if (value === undefined || value === "") return "-";
  if (typeof value === "number") return String(value);
  let text = "";
  for (const byte of new TextEncoder().encode(value)) {
    text += ENCODED[byte] ?? "";
  }
  return text;
}

const ENCODED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  const isPlain = byte > 32 && byte < 127 && !"<>\"#%{}|\\^~[]`'".includes(character);
  return isPlain ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
});

/** Parameters whose values let a stranger in: they never reach a log. Encoded once or several times, as they come. */
const SECRETS =
  /(^|[&?]|%(?:25)*(?:26|3F))((?:Signature|Policy|Key-Pair-Id|X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token)(?:=|%(?:25)*3D)).*?(?=&|%(?:25)*26|$)/gis;

/** A query string, or a text with one in it, with the values of signatures, policies and keys taken out; the parameters stay visible. */
export function withoutSecrets(query: string): string {
  return query.replace(SECRETS, "$1$2-");
}
