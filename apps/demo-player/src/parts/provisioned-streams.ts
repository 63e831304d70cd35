import { AdminApi } from "../api/admin-api.ts";
import { getConfig } from "../api/cloudfront-api.ts";
import { listObjects } from "../api/s3-api.ts";
import type { OfferedFile, SiteConfig } from "../site-config.ts";

const STREAMS = /\.(?:flv|mp4|f4v|mov|m4v|m4a|3gp|mp3)$/i;

/** Every file that an RTMP distribution of the cloud can stream now; what the site was told of when there is no asking. */
export async function provisionedStreams({
  api: endpoint,
  files,
}: SiteConfig): Promise<readonly OfferedFile[]> {
  if (endpoint === undefined) return files;
  try {
    const distributions = await new AdminApi(endpoint).distributions();
    const streaming = distributions.filter(({ kind, isEnabled }) => kind === "streaming" && isEnabled);
    const offered = await Promise.allSettled(
      streaming.map(async ({ id, domainName }) => {
        const { bucket } = await getConfig(endpoint, "streaming", id);
        const { objects } = await listObjects(endpoint, bucket);
        return objects
          .filter(({ key }) => STREAMS.test(key))
          .map(({ key }) => ({ streamer: `rtmp://${domainName}/cfx/st`, file: key, title: key }));
      }),
    );
    // A distribution whose bucket is gone has nothing to offer; the others have. Where none could be asked, the site's word counts.
    if (offered.length > 0 && offered.every(({ status }) => status === "rejected")) return files;
    return offered.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  } catch {
    return files;
  }
}
