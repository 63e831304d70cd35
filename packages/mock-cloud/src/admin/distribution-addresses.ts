/** Where the edge listens. */
export interface EdgeAddresses {
  /** `rtmp://127.0.0.1:1935` */
  readonly rtmp: string;
  /** `http://127.0.0.1:8080` */
  readonly edge: string;
}

/** The addresses under which a viewer reaches a distribution on this machine. */
export function distributionAddresses(
  { kind, domainName }: { readonly kind: "streaming" | "web"; readonly domainName: string },
  addresses: EdgeAddresses | undefined,
): readonly string[] {
  if (addresses === undefined) return [];
  const edge = new URL(addresses.edge);
  const local = domainName.replace(/\.cloudfront\.net$/, ".cloudfront.localhost");
  const byName = `${edge.protocol}//${local}:${edge.port}/`;
  const byPath = `${addresses.edge}/_oxbow/at/${domainName}/`;
  return kind === "web"
    ? [byName, byPath]
    : [`${addresses.rtmp}/cfx/st`, `${byName}cfx/st/`, `${byPath}cfx/st/`];
}
