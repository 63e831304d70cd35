import { stat } from "node:fs/promises";
import { listSiteFiles, type SiteFile } from "../site/site-files.ts";
import { playerFolder, type StreamingSite } from "../site/streaming-site.ts";
import { validateCacheControl } from "./cache-control.ts";
import type { Finding } from "./finding.ts";
import { validateMediaFile } from "./media-file.ts";
import { validateSiteMembers } from "./site-members.ts";

/** S3's limit on a key, in bytes of UTF-8. */
const KEY_BYTES_LIMIT = 1024;

/**
 * Everything that can be told about a site before any call: its members, its directories, the media by content.
 *
 * @returns all findings at once; none of severity `error` means that it can be planned
 */
export async function validateStreamingSite(site: StreamingSite): Promise<readonly Finding[]> {
  const findings = [...validateSiteMembers(site)];
  const media = await filesOf(site.media?.directory, "media.directory", findings);
  for (const file of media) {
    findings.push(...keyFindings(file, "media"), ...(await validateMediaFile(file)));
  }
  findings.push(...validateCacheControl(site.media ?? {}, "media.cacheControl", media));
  const player = site.player === undefined || site.player === null ? undefined : playerFolder(site);
  if (player !== undefined) {
    const files = await filesOf(player.directory, "player.directory", findings);
    for (const file of files) findings.push(...keyFindings(file, "player"));
    findings.push(...validateCacheControl(player, "player.cacheControl", files));
    const page = player.defaultRootObject ?? "index.html";
    if (files.length > 0 && !files.some(({ key }) => key === page)) {
      findings.push({
        severity: "warning",
        code: "PLAYER_PAGE_MISSING",
        place: "player.directory",
        message: `there is no ${page} among the player's files`,
        fix: `add ${page}, or name another page in player.defaultRootObject`,
      });
    }
  }
  return findings;
}

async function filesOf(
  directory: string | undefined,
  place: string,
  findings: Finding[],
): Promise<readonly SiteFile[]> {
  if (typeof directory !== "string" || directory === "") return [];
  const isDirectory = await stat(directory).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isDirectory) {
    findings.push({
      severity: "error",
      code: "DIRECTORY_MISSING",
      place,
      message: `${directory} is not a directory`,
      fix: "make it, or write the path of one that is there",
    });
    return [];
  }
  const files = await listSiteFiles({ directory });
  if (files.length === 0) {
    findings.push({
      severity: "warning",
      code: "DIRECTORY_EMPTY",
      place,
      message: `${directory} holds no files`,
      fix: "put the files to be uploaded into it",
    });
  }
  return files;
}

function keyFindings({ key }: SiteFile, folder: string): readonly Finding[] {
  const byteLength = Buffer.byteLength(key);
  if (byteLength <= KEY_BYTES_LIMIT) return [];
  return [
    {
      severity: "error",
      code: "KEY_LENGTH",
      place: `${folder}/${key}`,
      message: `its key has ${byteLength} bytes`,
      fix: `shorten its path to at most ${KEY_BYTES_LIMIT} bytes of UTF-8`,
    },
  ];
}
