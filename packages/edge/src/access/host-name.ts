/**
 * Host names as viewers give them, brought to the form that distributions are known by.
 *
 *  `D111.CloudFront.net:8080`       d111.cloudfront.net
 *  `d111.cloudfront.localhost:8080` d111.cloudfront.net     (browsers resolve *.localhost to this machine)
 *  `[::1]:1935`                     ::1
 */
export function normalizeHost(host: string): string {
  const bare = host
    .trim()
    .toLowerCase()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, "$1");
  const name = (bare.split(":").length === 2 ? bare.replace(/:\d*$/, "") : bare).replace(/\.$/, "");
  return name.replace(/\.cloudfront\.localhost$/, ".cloudfront.net");
}

/** Whether a normalized host names this machine or a container rather than a distribution. */
export function isBareAddress(host: string): boolean {
  return host === "" || host.includes(":") || !host.includes(".") || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

/** The host in `tcUrl` (`rtmp://host:port/app`), normalized; empty when there is none. */
export function hostOfUrl(url: string): string {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "";
  return normalizeHost(authority.slice(authority.lastIndexOf("@") + 1));
}
