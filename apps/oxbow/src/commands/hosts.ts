import { localEdge, readLocalDistributions } from "./local-cloud.ts";

/** `oxbow hosts`: the names of all distributions of a running cloud, as lines for `/etc/hosts`. */
export async function hosts({
  endpoint,
  json,
}: {
  readonly endpoint: string;
  readonly json?: true;
}): Promise<void> {
  const distributions = await readLocalDistributions(endpoint).catch((error: unknown) => {
    throw new Error(
      `no Oxbow answers at ${endpoint} (${error instanceof Error ? error.message : String(error)}): start one with oxbow start, or write --endpoint`,
    );
  });
  const { http = "127.0.0.1" } = localEdge(distributions);
  const address = http.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  const lines = distributions.map(({ domainName, aliases }) => ({
    address,
    // A hosts file knows no wildcards.
    names: [domainName, ...aliases.filter((alias) => !alias.startsWith("*."))],
  }));
  if (json) process.stdout.write(`${JSON.stringify(lines)}\n`);
  else for (const { names } of lines) process.stdout.write(`${address} ${names.join(" ")}\n`);
}
