import type { SiteFile } from "../site/site-files.ts";
import { playerFolder, type StreamingSite } from "../site/streaming-site.ts";

const STREAMS = /\.(flv|mp4|f4v|mov|m4v|m4a|3gp|mp3)$/i;

/**
 * The JSON that tells the player's page where to stream from: step 7 of the task list.
 *
 * @param streamingDomainName domain name of the RTMP distribution
 * @returns the file's text; `undefined` when the site asks for none
 */
export function playerConfiguration(
  site: StreamingSite,
  mediaFiles: readonly SiteFile[],
  streamingDomainName: string,
): string | undefined {
  const folder = playerFolder(site);
  if (folder?.configuration === undefined) return undefined;
  const streamer = `rtmp://${streamingDomainName}/cfx/st`;
  const files = mediaFiles
    .filter(({ key }) => STREAMS.test(key))
    .map(({ key }) => ({ streamer, file: key, title: key }));
  const first = files[0];
  return `${JSON.stringify({ streamer, file: first?.file, files, ...folder.settings }, null, 2)}\n`;
}
