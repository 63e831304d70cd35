import { readFile } from "node:fs/promises";
import { listSiteFiles } from "../../site/site-files.ts";
import { playerFolder, type StreamingSite } from "../../site/streaming-site.ts";
import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";

const CODE = "PLAY_SILENT";
/** Files that may hold the player's script; compiled ones (SWF) cannot be read. */
const SCRIPTS = /\.(html?|js|mjs|as|mxml)$/i;
/** `.play("name")`: a stream's name and nothing behind it. A method that takes a URL is another one. */
const BARE_PLAY = /\.play\(\s*(["'])(?!https?:|\/)([^"'\n]+)\1\s*\)/;

/** Item 5: a player says `play(name, 0, -1)`, so that a missing file is reported and not waited for. */
export async function checkPlaySilent({ site, probe, silentProbe }: Patient): Promise<CheckResult> {
  const fix = "let the player call play(name, 0, -1), which is answered when the file is missing";
  const bare = site === undefined ? undefined : await findBarePlay(site);
  if (bare !== undefined) return fault(CODE, bare, fix);
  if (silentProbe?.stage === "silent" && probe !== undefined)
    return fault(CODE, `play(name, 0, -1) is told "${probe.detail}", play(name) is told nothing`, fix);
  if (silentProbe !== undefined) return ok(CODE, `play(name) alone is told "${silentProbe.detail}" as well`);
  if (site !== undefined) return ok(CODE, "no script of the player plays a name without 0, -1");
  return cannotTell(CODE, "the player's own call cannot be seen from here, and the file is not missing");
}

async function findBarePlay(site: StreamingSite): Promise<string | undefined> {
  const folder = playerFolder(site);
  if (folder === undefined) return undefined;
  const files = await listSiteFiles(folder).catch(() => []);
  for (const { key, path } of files.filter((file) => SCRIPTS.test(file.key))) {
    const found = BARE_PLAY.exec(await readFile(path, "utf8"));
    if (found !== null) return `${key} has ${found[0].slice(1)}`;
  }
  return undefined;
}
