/**
 * What is wrong with an address before anything is tried: as such, and for one player.
 *
 * The player's part is derived, not listed: the wire is predicted by the player's own rule and compared with what the
 * server needs; the code then only names the mistake as users of that player know it.
 */
import { type ParseErrorCode, parseStream, type StreamInput } from "../reference/parse-stream.ts";
import { playName } from "../reference/play-name.ts";
import type { StreamReference } from "../reference/stream-reference.ts";
import type { ClientInput, Target, Wire } from "../targets/target.ts";
import type { DiagnosisCode, Finding, PlayerCode } from "./diagnosis.ts";
import { lintSignature } from "./lint-signature.ts";
import { findingOf } from "./registry.ts";

/** What else is known of an address that is looked at. */
export interface LintOptions {
  /** The player that is given this very address. */
  readonly target?: Target;
  /** Seconds since 1970-01-01 UTC, to tell expired signatures. */
  readonly nowEpochSeconds?: number;
}

const ERRORS: Readonly<Record<ParseErrorCode, DiagnosisCode>> = {
  "no-address": "CFX-ADDRESS-NONE",
  "no-name": "CFX-NAME-NONE",
  "not-media": "CFX-NAME-NOT-MEDIA",
  "too-long": "CFX-ADDRESS-TOO-LONG",
  "unsafe-name": "CFX-NAME-UNSAFE",
};

/** Everything that can be said of an address by reading it. */
export function lint(input: StreamInput, { nowEpochSeconds, target }: LintOptions = {}): readonly Finding[] {
  const place = typeof input === "string" ? "url" : "file";
  const parsed = parseStream(input);
  const findings = parsed.warnings.map((warning) => findingOf(warning.code, warning.place));
  if (!parsed.ok) return [...findings, findingOf(ERRORS[parsed.error], place)];

  const { reference } = parsed;
  const player = target === undefined ? undefined : playerMistake(input, reference, target);
  if (player !== undefined) findings.push(findingOf(player, place));
  for (const code of lintSignature(reference, nowEpochSeconds)) findings.push(findingOf(code, "signature"));
  if (/^s[^.]*\.cloudfront\.net$/.test(reference.host)) findings.push(findingOf("CFX-EOL-2020", place));
  return findings;
}

function playerMistake(
  input: StreamInput,
  reference: StreamReference,
  target: Target,
): PlayerCode | undefined {
  const given: ClientInput =
    typeof input === "string" ? input : { streamer: input.streamer ?? "", file: input.file ?? "" };
  const wire = typeof given === "string" || !("app" in given) ? target.predict(given) : undefined;
  if (wire === undefined) return "CFX-PLAYER-INPUT";
  // An edge's HTTP address names the object as it likes.
  if (target.era === "today") return undefined;
  return wire.app.replace(/\/$/, "") === reference.app
    ? nameMistake(wire, reference, target)
    : splitMistake(target);
}

/** The application is wrong: the address was divided elsewhere. */
function splitMistake({ id }: Target): PlayerCode {
  if (/^jwplayer[67]$/.test(id)) return "CFX-JW6-SUBDIR-NEEDS-PREFIX";
  if (id.startsWith("gst-")) return "CFX-GST-SUBDIR";
  if (id === "strobe") return "CFX-OSMF-INSTANCE-FLAG";
  if (id === "videojs4") return "CFX-VJS-SEPARATOR";
  return id === "rtmpdump" ? "CFX-RTMPDUMP-APP" : "CFX-PLAYER-SPLIT";
}

function nameMistake(
  { playName: sent }: Wire,
  reference: StreamReference,
  { id }: Target,
): PlayerCode | undefined {
  const name = sent.replace(/\?.*$/s, "");
  const { key, kind } = reference;
  if (kind === "flv")
    return /\.flv$/i.test(name) && playName(reference) !== sent ? "CFX-NAME-FLV-EXT" : undefined;
  if (name.startsWith(`${kind}:`)) return undefined;
  if (id === "videojs4" && sent.startsWith("&")) return "CFX-VJS-SEPARATOR";
  return /^(?:ff|vlc|mpv)/.test(id) && key.endsWith(".mp3")
    ? "CFX-MP3-FFMPEG-PREFIX"
    : "CFX-NAME-PREFIX-MISSING";
}
