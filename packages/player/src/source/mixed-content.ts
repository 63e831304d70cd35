/**
 * True when a secure page may not ask for `target` at all. Loopback names count as secure.
 *
 * @see https://www.w3.org/TR/mixed-content/#should-block-fetch and Secure Contexts 3.1
 */
export function isMixedContent(pageProtocol: string, target: URL): boolean {
  if (pageProtocol !== "https:" || !/^(?:http|ws):$/.test(target.protocol)) return false;
  return !/^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(target.hostname);
}
