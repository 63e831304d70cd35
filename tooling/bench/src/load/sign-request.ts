import { createHash, createHmac } from "node:crypto";
import type { WrittenRequest } from "./http-load-client.ts";

/** What is asked of an S3 server. */
export interface S3Request {
  readonly method: "GET" | "HEAD" | "PUT";
  /** Percent-encoded. */
  readonly path: string;
  /** In its canonical form: names in order, percent-encoded. */
  readonly query?: string;
  /** Length of the body, which is so many `x`. Of a PUT. */
  readonly bodyBytes?: number;
}

/** Who asks whom. */
export interface Signer {
  /** `127.0.0.1:4566` */
  readonly host: string;
  /** Access key and secret, which are the same. */
  readonly key: string;
}

/**
 * Writes a request with a Version 4 signature in its header, the hash of the body among what is signed. It is good for
 * a quarter of an hour, so it may be sent any number of times.
 */
export function signRequest(
  { method, path, query = "", bodyBytes = 0 }: S3Request,
  { host, key }: Signer,
): WrittenRequest {
  const timestamp = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
  const scope = `${timestamp.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const bodyHash = createHash("sha256").update(Buffer.alloc(bodyBytes, 0x78)).digest("hex");
  const headers = [`host:${host}`, `x-amz-content-sha256:${bodyHash}`, `x-amz-date:${timestamp}`];
  const names = "host;x-amz-content-sha256;x-amz-date";
  const canonical = [method, path, query, ...headers, "", names, bodyHash].join("\n");
  const digest = createHash("sha256").update(canonical).digest("hex");
  let signingKey = Buffer.from(`AWS4${key}`);
  for (const part of scope.split("/")) signingKey = createHmac("sha256", signingKey).update(part).digest();
  const signature = createHmac("sha256", signingKey)
    .update(["AWS4-HMAC-SHA256", timestamp, scope, digest].join("\n"))
    .digest("hex");
  const lines = [
    `${method} ${path}${query === "" ? "" : `?${query}`} HTTP/1.1`,
    ...headers,
    `authorization:AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    ...(method === "PUT" ? [`content-length:${bodyBytes}`] : []),
  ];
  return { head: `${lines.join("\r\n")}\r\n\r\n`, bodyBytes };
}
