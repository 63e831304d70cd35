import { el } from "../markup.ts";
import { formatBytes } from "./units.ts";

/** Longest text that is previewed, in characters. */
const PREVIEW_CHARACTERS = 8000;
/** Bytes of anything else. */
const PREVIEW_BYTES = 256;

/** A picture, a film, or the beginning of a text; access logs are unpacked. */
export async function objectPreview(key: string, blob: Blob): Promise<HTMLElement> {
  const address = (): string => URL.createObjectURL(blob);
  if (/\.(?:png|jpe?g|gif|webp|svg)$/i.test(key))
    return el("img", { src: address(), alt: `Preview of ${key}` });
  if (/\.(?:mp4|m4v)$/i.test(key))
    return el("video", { src: address(), controls: true, "aria-label": `Preview of ${key}` });
  if (/\.(?:mp3|m4a)$/i.test(key))
    return el("audio", { src: address(), controls: true, "aria-label": `Preview of ${key}` });
  if (/\.gz$/i.test(key)) {
    const stream = blob.stream().pipeThrough(new DecompressionStream("gzip"));
    return textPreview(key, await new Response(stream).text());
  }
  if (/\.(?:html?|css|js|json|xml|txt|vtt|m3u8|smil)$/i.test(key)) return textPreview(key, await blob.text());
  const head = new Uint8Array(await blob.slice(0, PREVIEW_BYTES).arrayBuffer());
  const hex = [...head].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return el(
    "div",
    { class: "stack tight" },
    el("p", { class: "quiet small" }, `The first ${head.length} of ${formatBytes(blob.size)}, as bytes`),
    textPreview(key, hex),
  );
}

function textPreview(key: string, text: string): HTMLElement {
  const label = { tabindex: "0", role: "region", "aria-label": `Preview of ${key}` };
  return el("pre", label, text.slice(0, PREVIEW_CHARACTERS));
}
