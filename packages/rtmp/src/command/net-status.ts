import type { Amf0Object } from "@oxbow/media/amf";

/**
 * Status objects in Flash Media Server's wording, all in one place. Players compare codes and print descriptions;
 * a few (librtmp, OSMF) parse them.
 *
 * Source: RTMP 1.0 §7.2.2, traces of FMS 3.5 to AMS 5, OSMF's NetStreamCodes.
 */
export interface NetStatus {
  readonly level: "status" | "warning" | "error";
  readonly code: string;
  readonly description: string;
  /** The stream name, or whatever the code's documentation promises. */
  readonly details?: string | number;
}

/** Why a `play` fails. */
export type PlayFailureCode =
  | "NetStream.Play.StreamNotFound"
  | "NetStream.Play.Failed"
  | "NetStream.Play.FileStructureInvalid"
  | "NetStream.Play.NoSupportedTrackFound"
  | "NetStream.Play.InsufficientBW"
  /** What viewers without a valid signature saw. */
  | "NetStream.Failed";

/** The stream name as FMS gives it back in `details`: without the prefix that names the container, and without the query, which may hold a signature. */
export function detailsOf(streamName: string): string {
  const query = streamName.indexOf("?");
  const path = query < 0 ? streamName : streamName.slice(0, query);
  return path.replace(/^(?:mp4|mp3|id3|flv):/, "");
}

export function playReset(streamName: string): NetStatus {
  const details = detailsOf(streamName);
  return status("NetStream.Play.Reset", `Playing and resetting ${details}.`, details);
}

export function playStart(streamName: string): NetStatus {
  const details = detailsOf(streamName);
  return status("NetStream.Play.Start", `Started playing ${details}.`, details);
}

export function playStop(streamName: string): NetStatus {
  const details = detailsOf(streamName);
  return status("NetStream.Play.Stop", `Stopped playing ${details}.`, details);
}

export function playUnpublished(streamName: string): NetStatus {
  const details = detailsOf(streamName);
  return status("NetStream.Play.UnpublishNotify", `${details} is now unpublished.`, details);
}

export function playTransition(streamName: string): NetStatus {
  const details = detailsOf(streamName);
  return status("NetStream.Play.Transition", `Transitioning to ${details}.`, details);
}

export function playFailed(code: PlayFailureCode, streamName: string, msid: number): NetStatus {
  const details = detailsOf(streamName);
  const description = {
    "NetStream.Play.StreamNotFound": `Failed to play ${details}; stream not found.`,
    "NetStream.Play.Failed": `Failed to play ${details} (stream ID: ${msid}).`,
    "NetStream.Play.FileStructureInvalid": `Failed to play ${details}; file structure is invalid.`,
    "NetStream.Play.NoSupportedTrackFound": `Failed to play ${details}; no supported track found.`,
    "NetStream.Play.InsufficientBW": `Insufficient bandwidth for ${details}.`,
    "NetStream.Failed": `Failed to play ${details} (stream ID: ${msid}).`,
  }[code];
  const level = code === "NetStream.Play.InsufficientBW" ? "warning" : "error";
  return { level, code, description, details };
}

export function seekNotify(streamName: string, ms: number, msid: number): NetStatus {
  return status("NetStream.Seek.Notify", `Seeking ${ms} (stream ID: ${msid}).`, detailsOf(streamName));
}

/** @param lastValidMs where the stream ends; Flash documents it as `details`, in seconds. */
export function seekInvalidTime(lastValidMs: number, msid: number): NetStatus {
  const description = `Seek to an invalid time (stream ID: ${msid}).`;
  return { level: "error", code: "NetStream.Seek.InvalidTime", description, details: lastValidMs / 1000 };
}

export function seekFailed(ms: number, msid: number): NetStatus {
  const description = `Failed to seek ${ms} (stream ID: ${msid}).`;
  return { level: "error", code: "NetStream.Seek.Failed", description };
}

export function pauseNotify(streamName: string, isPaused: boolean): NetStatus {
  const details = detailsOf(streamName);
  return isPaused
    ? status("NetStream.Pause.Notify", `Pausing ${details}.`, details)
    : status("NetStream.Unpause.Notify", `Unpausing ${details}.`, details);
}

export function publishBadName(streamName: string): NetStatus {
  const details = detailsOf(streamName);
  const description = `${details} may not be published: this application plays recorded streams only.`;
  return { level: "error", code: "NetStream.Publish.BadName", description, details };
}

export function reconnectRequest(description: string): NetStatus {
  return { level: "status", code: "NetConnection.Connect.ReconnectRequest", description };
}

export function callFailed(method: string): NetStatus {
  const description = `Method not found (${method}).`;
  return { level: "error", code: "NetConnection.Call.Failed", description };
}

/** With the connection's client id, as FMS adds it to every status of a stream. */
export function statusObject({ level, code, description, details }: NetStatus, clientId: string): Amf0Object {
  const base = { level, code, description };
  return details === undefined ? { ...base, clientid: clientId } : { ...base, details, clientid: clientId };
}

function status(code: string, description: string, details: string): NetStatus {
  return { level: "status", code, description, details };
}
