/** From what was observed to what is wrong. Every observation is optional; each is judged by itself. */
import { kindOfExtension, mediaExtension, withoutExtension } from "../reference/media-name.ts";
import { parseStream, type StreamInput } from "../reference/parse-stream.ts";
import type { BrowserCode, DiagnosisCode, Finding, Place, SigningCode } from "./diagnosis.ts";
import { type LintOptions, lint } from "./lint.ts";
import { findingOf } from "./registry.ts";

/** What happened in a browser, as its player tells it. */
export type BrowserSymptom =
  | "autoplay-blocked"
  | "codec-hevc"
  | "codec-legacy"
  | "cors"
  | "csp-blob"
  | "down"
  | "local-network"
  | "mixed-content"
  | "no-index"
  | "no-mse"
  | "not-flv"
  | "stalled"
  | "truncated";

const SYMPTOMS: Readonly<Partial<Record<BrowserSymptom, BrowserCode>>> = {
  stalled: "CFX-NET-STALLED",
  truncated: "CFX-NET-TRUNCATED",
};

/** All that somebody may have seen of a stream that does not play. */
export interface Observations extends LintOptions {
  /** The address as it was given to the player. */
  readonly input?: StreamInput;
  /** `info.description` or `info.application.message` of a refused connection. */
  readonly serverMessage?: string;
  /** The distribution's `Status` and `Enabled`, as the API tells them. */
  readonly distribution?: { readonly status: string; readonly enabled: boolean };
  /** The object behind the stream. */
  readonly object?: {
    readonly key: string;
    /** What reading it as the edge does answers: 200, 403, 404. */
    readonly status: number;
    /** Keys of the bucket, to tell a near miss. */
    readonly keys?: readonly string[];
    /** Its first bytes, twelve at least. */
    readonly head?: Uint8Array;
  };
  /** What the edge said of the signature. */
  readonly signature?: SigningCode;
  /** Whether TCP port 1935 of the host opens. */
  readonly isPort1935Open?: boolean;
  /** Source of the page or script that embeds the player. */
  readonly page?: string;
  /** What the player tells of its browser. */
  readonly browser?: readonly BrowserSymptom[];
}

/** All findings, errors first. */
export function diagnose(observations: Observations): readonly Finding[] {
  const {
    browser = [],
    distribution,
    input,
    isPort1935Open,
    object,
    page = "",
    serverMessage = "",
    signature,
  } = observations;
  const findings: Finding[] = input === undefined ? [] : [...lint(input, observations)];
  const add = (condition: boolean, code: DiagnosisCode, place: Place): void => {
    if (condition && !findings.some((finding) => finding.code === code))
      findings.push(findingOf(code, place));
  };

  add(/DistributionNotFound/.test(serverMessage), "CFX-DIST-NOT-FOUND", "server");
  add(/DistributionTypeMismatch/.test(serverMessage), "CFX-DIST-TYPE-MISMATCH", "server");
  add(/InvalidInstance/.test(serverMessage), "CFX-INVALID-INSTANCE", "server");
  add(/InvalidURI/.test(serverMessage), "CFX-INVALID-URI", "server");
  add(distribution?.status === "InProgress", "CFX-DIST-IN-PROGRESS", "distribution");
  add(distribution?.enabled === false, "CFX-DIST-DISABLED", "distribution");
  if (object !== undefined) diagnoseObject(object, (code) => add(true, code, "object"));
  if (signature !== undefined) add(true, signature, "signature");
  const tunnels = input !== undefined && isTunnelled(input);
  add(isPort1935Open === false && !tunnels, "CFX-PORT-1935", "network");
  add(/-----BEGIN (?:RSA )?PRIVATE KEY/.test(page), "CFX-SIGN-KEY-IN-PAGE", "page");
  add(/\.play\(\s*(?:"[^"]*"|'[^']*')\s*\)/.test(page), "CFX-PLAY-SILENT", "page");
  add(
    /flashvars[^<>]*[?][\w=&;-]*?&(?:amp;)?(?:Expires|Policy|Signature|Key-Pair-Id)=/i.test(page),
    "CFX-FLASHVARS-UNENCODED",
    "page",
  );
  for (const symptom of browser) {
    add(true, SYMPTOMS[symptom] ?? (`CFX-${symptom.toUpperCase()}` as BrowserCode), "browser");
  }
  const rank = { error: 0, warning: 1, info: 2 };
  return findings.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function isTunnelled(input: StreamInput): boolean {
  const parsed = parseStream(input);
  return parsed.ok && /^rtmpt/.test(parsed.reference.protocol);
}

function diagnoseObject(
  object: NonNullable<Observations["object"]>,
  add: (code: DiagnosisCode) => void,
): void {
  const { head, key, keys = [], status } = object;
  if (status === 403) add("CFX-S3-ACCESS-DENIED");
  if (status === 404) {
    const stem = withoutExtension(key);
    if (keys.includes(`/${key}`)) add("CFX-S3-LEADING-SLASH");
    else if (keys.some((other) => other.toLowerCase() === key.toLowerCase())) add("CFX-S3-CASE");
    else add(keys.includes(stem) ? "CFX-NAME-EXT-DROPPED-IN-S3" : "CFX-S3-KEY-MISSING");
  }
  const found = head === undefined ? undefined : sniff(head);
  const extension = mediaExtension(key);
  if (found === "flv" && extension !== "flv") add("CFX-S3-FLV-NAME");
  else if (extension === "" && status === 200)
    add(found === undefined ? "CFX-NAME-NOT-MEDIA" : "CFX-NAME-EXT-DROPPED-IN-S3");
  else if (found !== undefined && found !== kindOfExtension(extension)) add("CFX-S3-CONTENT-MISMATCH");
}

/** The container of a file by its first bytes. */
function sniff(head: Uint8Array): "flv" | "mp4" | "mp3" | undefined {
  const text = String.fromCharCode(...head.subarray(0, 12));
  if (text.startsWith("FLV")) return "flv";
  if (/^....(?:ftyp|moov|mdat)/s.test(text)) return "mp4";
  return /^ID3|^\xff[\xe2-\xff]/.test(text) ? "mp3" : undefined;
}
