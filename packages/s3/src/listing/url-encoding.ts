import { invalidArgument } from "../errors.ts";

const SAFE = /[^A-Za-z0-9\-._~/*]/gu;

/** `encoding-type=url`: lets listings carry keys that XML cannot. */
function urlEncode(text: string): string {
  return text.replaceAll(SAFE, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}

/** How a listing writes keys. @throws ServiceError InvalidArgument for an encoding there is not */
export function keyEncoder(encodingType: string | undefined): (text: string) => string {
  if (encodingType === undefined) return (text) => text;
  if (encodingType !== "url") {
    throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encodingType);
  }
  return urlEncode;
}
