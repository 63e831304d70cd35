import { parseStream, playName, toUrl } from "@oxbow/stream-url";
import { generate, TARGETS, targetById } from "@oxbow/stream-url/targets";
import { UsageError } from "../terminal/usage-error.ts";

interface UrlCommandOptions {
  readonly streamer: string;
  readonly file: string;
  readonly player?: string;
  readonly edge?: string;
  readonly web?: string;
  readonly via?: string;
  readonly json?: true;
}

/** `oxbow url`: what to tell a player; without `--player` the address itself. */
export function url(options: UrlCommandOptions): void {
  const { streamer, file, player, edge, web, via, json } = options;
  const parsed = parseStream({ streamer, file });
  if (!parsed.ok)
    throw new UsageError(
      `${streamer} and ${file} name no stream (${parsed.error}): write --streamer rtmp://HOST/cfx/st --file videos/clip.flv`,
    );
  const { reference, warnings } = parsed;
  for (const { code, place } of warnings) process.stderr.write(`warning ${code} in the ${place}\n`);
  if (player === undefined) {
    const it = { url: toUrl(reference), playName: playName(reference), players: TARGETS.map(({ id }) => id) };
    process.stdout.write(
      json
        ? `${JSON.stringify(it)}\n`
        : `${it.url}\nplay name: ${it.playName}\nplayers: ${it.players.join(" ")}\n`,
    );
    return;
  }
  const target = targetById(player);
  if (target === undefined)
    throw new UsageError(
      `there is no player "${player}": write one of ${TARGETS.map(({ id }) => id).join(" ")}`,
    );
  const configuration = generate(reference, target, {
    ...(edge === undefined ? {} : { edge }),
    ...(web === undefined ? {} : { web }),
    ...(via === undefined ? {} : { via }),
  });
  if (json) {
    process.stdout.write(`${JSON.stringify({ player: target.id, ...configuration })}\n`);
    return;
  }
  process.stdout.write(`${configuration.code}\n`);
  if (configuration.caveat !== undefined) process.stderr.write(`note: ${configuration.caveat}\n`);
}
