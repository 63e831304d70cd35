import { AdminApi } from "../api/admin-api.ts";
import { getConfig } from "../api/cloudfront-api.ts";
import type { ChosenStream } from "./stream-form.ts";

/** Address of the same film as a plain file in the distribution's bucket, where the mock's S3 gives it to anybody. */
export async function plainAddress(
  api: string | undefined,
  { streamer, file }: ChosenStream,
): Promise<string | undefined> {
  if (api === undefined) return undefined;
  const host = new URL(streamer.replace(/^rtmp\w*/, "http")).hostname;
  const distribution = (await new AdminApi(api).distributions()).find(
    ({ domainName }) => domainName === host,
  );
  if (distribution === undefined) return undefined;
  const { bucket } = await getConfig(api, "streaming", distribution.id);
  const key = file.replace(/^(?:mp4|flv|mp3):/, "");
  const name = /\.mp3$/.test(key) ? key : `${key.replace(/\.\w+$/, "")}.mp4`;
  const address = `${api}/${bucket}/${name}`;
  return (await fetch(address, { method: "HEAD" })).ok ? address : undefined;
}
