import type { SiteFile } from "../site/site-files.ts";
import { playerFolder, type StreamingSite } from "../site/streaming-site.ts";
import type { Finding } from "../validate/finding.ts";
import type { SiteState } from "./read-site-state.ts";

/** More than this many are counted, not listed: somebody keeps an archive there. */
const LISTED_LIMIT = 50;

/** Objects of the site's buckets that are none of its files: put by others, or of a file that is gone since. They stay. */
export function foreignObjects(
  site: StreamingSite,
  state: SiteState,
  media: readonly SiteFile[],
  player: readonly SiteFile[],
): readonly Finding[] {
  const folder = playerFolder(site);
  const expected = new Set(media.map(({ key }) => `${site.media.bucket}/${key}`));
  if (folder !== undefined) for (const { key } of player) expected.add(`${folder.bucket}/${key}`);
  if (folder?.configuration !== undefined) expected.add(`${folder.bucket}/${folder.configuration}`);
  const found = [...new Set([site.media.bucket, folder?.bucket])]
    .flatMap((bucket) =>
      [...(state.buckets.get(bucket ?? "")?.etags.keys() ?? [])].map((key) => `${bucket}/${key}`),
    )
    .filter((name) => !expected.has(name) && !isLog(site, name));
  const finding = (place: string, message: string): Finding => ({
    severity: "warning",
    code: "FOREIGN_OBJECT",
    place,
    message,
    fix: "delete it yourself if nobody needs it: apply and destroy leave alone what the site did not upload",
  });
  const listed = found.slice(0, LISTED_LIMIT).map((name) => finding(name, "it is none of the site's files"));
  const rest = found.length - listed.length;
  return rest > 0 ? [...listed, finding(site.media.bucket, `there are ${rest} more such objects`)] : listed;
}

/** Access logs that are delivered into a bucket of the site's own. */
function isLog({ logging }: StreamingSite, name: string): boolean {
  return (
    logging !== undefined && name.startsWith(`${logging.bucket}/${logging.prefix}`) && name.endsWith(".gz")
  );
}
