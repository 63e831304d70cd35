import { UsageError } from "./usage-error.ts";

/** A port that cannot be had, as the user has to hear it; any other error as it is. */
export function explainListenError(error: unknown): unknown {
  const { code, port } = error as { readonly code?: string; readonly port?: number };
  if (code !== "EADDRINUSE" && code !== "EACCES") return error;
  const why = code === "EACCES" ? "may not be opened without more rights" : "is in use";
  return new UsageError(
    `port ${port} ${why}: write another one with --port, --rtmp-port or --edge-port (0 picks a free one)`,
  );
}
