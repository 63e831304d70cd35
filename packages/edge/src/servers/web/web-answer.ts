import type { ByteRange } from "../../ports.ts";
import type { OriginObject } from "../../vod/origin-reader.ts";

/** What a web distribution answers, before a byte of it is sent. */
export interface WebAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WebBody;
  readonly cache: "Hit" | "Miss" | "Error" | "Redirect";
}

export type WebBody =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | {
      readonly kind: "object";
      readonly object: OriginObject;
      /** In the order asked; more than one makes it multipart/byteranges. */
      readonly ranges: readonly ByteRange[];
      readonly encoding: "identity" | "gzip" | "br";
    };

const ENCODER = new TextEncoder();

/** An error that S3 answers and CloudFront passes on. */
export function originError(status: number, code: string, message: string): WebAnswer {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return {
    status,
    headers: { "content-type": "application/xml", server: "AmazonS3" },
    body: { kind: "bytes", bytes: ENCODER.encode(xml) },
    cache: "Error",
  };
}

/** An error of CloudFront's own. */
export function edgeError(status: number, title: string, explanation: string): WebAnswer {
  const html =
    `<!DOCTYPE html>\n<html><head><title>ERROR: The request could not be satisfied</title></head>\n` +
    `<body><h1>${status} ERROR</h1><h2>The request could not be satisfied.</h2><hr>\n` +
    `<p>${title} ${escapeHtml(explanation)}</p></body></html>\n`;
  return {
    status,
    headers: { "content-type": "text/html", server: "CloudFront" },
    body: { kind: "bytes", bytes: ENCODER.encode(html) },
    cache: "Error",
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
