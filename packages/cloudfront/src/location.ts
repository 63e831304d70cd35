/** API version that answers when a request names none. */
export const CURRENT_API_VERSION = "2020-05-31";

/** The Location header of a created resource: an address of the real endpoint, in the version that was asked. */
export function locationOf(apiVersion: string | undefined, path: string): string {
  return `https://cloudfront.amazonaws.com/${apiVersion ?? CURRENT_API_VERSION}/${path}`;
}
