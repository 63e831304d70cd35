import { type ObjectRef, ObjectSourceError, type StreamingEdgeDistribution } from "../ports.ts";
import { type MediaLibrary, mediaFaultCode, type OpenedMedia } from "./media-library.ts";

/** Why a stream can't be played. `reason` is for the log. */
export interface OpenFailure {
  readonly ok: false;
  readonly code:
    | "NetStream.Play.StreamNotFound"
    | "NetStream.Play.FileStructureInvalid"
    | "NetStream.Play.NoSupportedTrackFound"
    | "NetStream.Failed";
  /** Nothing there, or nothing the edge may read: waiting may help. */
  readonly isMissing: boolean;
  readonly reason: string;
}

/** Opens the first of some keys that can be read. An object that may not be read is, to a viewer, not there. */
export async function openStream(
  library: MediaLibrary,
  distribution: StreamingEdgeDistribution,
  keys: readonly string[],
): Promise<{ readonly ok: true; readonly media: OpenedMedia } | OpenFailure> {
  const reasons: string[] = [];
  for (const key of keys) {
    const ref: ObjectRef = {
      originDomainName: distribution.originDomainName,
      originAccessIdentity: distribution.originAccessIdentity,
      key,
    };
    try {
      return { ok: true, media: await library.open(ref, distribution.id) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const isMissing =
        error instanceof ObjectSourceError && (error.code === "not-found" || error.code === "forbidden");
      if (!isMissing) {
        return { ok: false, code: mediaFaultCode(error) ?? "NetStream.Failed", isMissing: false, reason };
      }
      reasons.push(`${key}: ${error.code}`);
    }
  }
  return {
    ok: false,
    code: "NetStream.Play.StreamNotFound",
    isMissing: true,
    reason: reasons.join(", "),
  };
}
