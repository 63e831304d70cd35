import type { StreamReference } from "@oxbow/stream-url";

/** Where an Oxbow edge answers for a distribution unless told otherwise: browsers resolve `*.localhost` themselves. */
export const DEFAULT_EDGE = "http://{label}.cloudfront.localhost:8080";

const IS_ADDRESS = /^(?:localhost|\[.*\]|\d+\.\d+\.\d+\.\d+)$/;

/**
 * The HTTP address, without a trailing slash, at which an edge serves the distribution that `reference` names.
 *
 * `{label}` in the template is the first label of a `cloudfront.net` name, `{host}` any whole name. Where the
 * template cannot carry the host name (an alias under `{label}`, a bare address), the edge is told it in the path:
 * `/_oxbow/at/HOST`. A stream addressed by IP or `localhost` means the edge's only distribution.
 */
export function edgeAddress(reference: StreamReference, template: string = DEFAULT_EDGE): string {
  const base = template.replace(/\/+$/, "");
  const { host } = reference;
  if (base.includes("{host}")) return base.replaceAll("{host}", host);
  const isBare = host === "" || IS_ADDRESS.test(host);
  if (base.includes("{label}") && /\.cloudfront\.(?:net|localhost)$/.test(host)) {
    return base.replaceAll("{label}", host.slice(0, host.indexOf(".")));
  }
  // Any host name of the edge will do for what follows, so the template's label is left out.
  const anyHost = base.replace(/\{label\}\.(?:cloudfront\.)?/g, "");
  return isBare ? anyHost : `${anyHost}/_oxbow/at/${host}`;
}
