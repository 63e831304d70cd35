import { type ResolvedStream, resolveStream } from "@oxbow/stream-url";
import { type SignatureRefusal, verifyStream } from "@oxbow/stream-url/verify";
import type { StreamingEdgeDistribution } from "../ports.ts";
import { verifierOf } from "./key-pairs.ts";

/** A stream that a viewer asks for, understood. */
export type NamedStream = Extract<ResolvedStream, { readonly ok: true }>;

export type StreamNames = "lenient" | "cloudfront";

/** Whether an application may be connected to at all: `cfx/st`, in lenient mode with a folder behind it or `cfx` alone. */
export function checkApp(app: string, mode: StreamNames): "InvalidInstance" | "InvalidURI" | undefined {
  const direct = resolveStream(app, "x", { mode });
  if (direct.ok) return undefined;
  // OSMF without its instance flag connects to `cfx` and plays `st/…`.
  return mode === "lenient" && resolveStream(app, "st/x", { mode }).ok ? undefined : direct.error;
}

/**
 * What stands against playing a stream on a distribution with trusted signers, `undefined` when nothing does.
 * To be asked whenever playback starts; a stream that plays goes on past its expiry.
 */
export function authorizeStream(
  { signers }: StreamingEdgeDistribution,
  { streamName, extension, query }: NamedStream,
  viewer: { readonly sourceIp: string; readonly nowEpochSeconds: number },
): SignatureRefusal | undefined {
  if (signers === undefined) return undefined;
  return verifyStream({ ...viewer, streamName, extension, query, verify: verifierOf(signers) });
}
