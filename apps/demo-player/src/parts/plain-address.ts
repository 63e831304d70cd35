import { parseStream } from "@oxbow/stream-url";
import { AdminApi } from "../api/admin-api.ts";
import { getConfig } from "../api/cloudfront-api.ts";
import { findDistribution } from "./find-distribution.ts";
import type { ChosenStream } from "./read-stream.ts";

/** Address of the same film as a plain file in the distribution's bucket, where the mock's S3 gives it to anybody. */
export async function plainAddress(
  endpoint: string | undefined,
  stream: ChosenStream,
): Promise<string | undefined> {
  const parsed = parseStream(stream);
  if (endpoint === undefined || !parsed.ok) return undefined;
  const { host, key } = parsed.reference;
  const distribution = findDistribution(await new AdminApi(endpoint).distributions(), host);
  if (distribution === undefined) return undefined;
  const { bucket } = await getConfig(endpoint, "streaming", distribution.id);
  const name = /\.mp3$/.test(key) ? key : `${key.replace(/\.\w+$/, "")}.mp4`;
  const address = `${endpoint}/${bucket}/${name.split("/").map(encodeURIComponent).join("/")}`;
  return (await fetch(address, { method: "HEAD" })).ok ? address : undefined;
}
