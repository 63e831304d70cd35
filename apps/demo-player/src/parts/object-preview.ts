import { getObject } from "../api/s3-api.ts";
import { el, put } from "../markup.ts";
import { formatBytes } from "./units.ts";

interface PreviewedObject {
  readonly endpoint: string;
  readonly bucket: string;
  readonly key: string;
  readonly byteLength: number;
}

/** Where one object is looked at. */
interface PreviewPane {
  readonly root: HTMLElement;
  /** Shows an object, and takes the focus, which goes back where it came from when it is closed. */
  readonly open: (object: PreviewedObject) => Promise<void>;
  /** @param key only when this is the one that is shown */
  readonly close: (key?: string) => void;
}

/** How much is shown of a text, and read of anything that is not shown whole. */
const TEXT_BYTES = 8000;
const HEAD_BYTES = 256;
/** Pictures, films and logs have to be read whole; larger ones are not. */
const WHOLE_BYTES = 64_000_000;

export function previewPane(): PreviewPane {
  const root = el("div", { class: "stack tight preview" });
  let shown: string | undefined;
  let cameFrom: Element | null = null;
  let address: string | undefined;

  function close(key?: string): void {
    if (shown === undefined || (key !== undefined && key !== shown)) return;
    const hadFocus = root.contains(document.activeElement);
    put(root);
    if (address !== undefined) URL.revokeObjectURL(address);
    address = undefined;
    shown = undefined;
    if (hadFocus && cameFrom instanceof HTMLElement) cameFrom.focus();
  }

  return {
    root,
    close,
    open: async (object) => {
      const from = document.activeElement;
      const content = await read(object, (blob) => {
        address = URL.createObjectURL(blob);
        return address;
      });
      const heading = el("h3", { tabindex: "-1" }, object.key);
      put(
        root,
        el(
          "div",
          { class: "row apart start" },
          heading,
          el(
            "button",
            { class: "tiny", type: "button", "aria-label": "Close the preview", onclick: () => close() },
            "Close",
          ),
        ),
        content,
      );
      shown = object.key;
      cameFrom = from;
      root.scrollIntoView({ block: "nearest" });
      heading.focus({ preventScroll: true });
    },
  };
}

/** A picture, a film, or the beginning of a text; access logs are unpacked. */
async function read(
  { endpoint, bucket, key, byteLength }: PreviewedObject,
  toAddress: (blob: Blob) => string,
): Promise<HTMLElement> {
  const get = (mostBytes: number): Promise<Blob> =>
    getObject(endpoint, bucket, key, byteLength > mostBytes ? mostBytes : undefined);
  const label = `Preview of ${key}`;
  const whole = byteLength > WHOLE_BYTES ? undefined : WHOLE.find(({ names }) => names.test(key));
  if (whole !== undefined) return await whole.show(await get(WHOLE_BYTES), label, toAddress);
  if (/\.(?:html?|css|js|json|xml|txt|vtt|srt|m3u8|smil)$/i.test(key))
    return textPreview(label, await (await get(TEXT_BYTES)).text(), byteLength > TEXT_BYTES);
  const head = new Uint8Array(await (await get(HEAD_BYTES)).arrayBuffer());
  const hex = [...head].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return el(
    "div",
    { class: "stack tight" },
    el("p", { class: "quiet small" }, `The first ${head.length} of ${formatBytes(byteLength)}, as bytes`),
    textPreview(label, hex, false),
  );
}

/** What is read whole, by the ends of its names. */
const WHOLE: readonly {
  readonly names: RegExp;
  readonly show: (
    blob: Blob,
    label: string,
    toAddress: (blob: Blob) => string,
  ) => HTMLElement | Promise<HTMLElement>;
}[] = [
  {
    names: /\.(?:png|jpe?g|gif|webp|svg)$/i,
    show: (blob, label, toAddress) => el("img", { src: toAddress(blob), alt: label }),
  },
  {
    names: /\.(?:mp4|m4v)$/i,
    show: (blob, label, toAddress) =>
      el("video", { src: toAddress(blob), controls: true, "aria-label": label }),
  },
  {
    names: /\.(?:mp3|m4a)$/i,
    show: (blob, label, toAddress) =>
      el("audio", { src: toAddress(blob), controls: true, "aria-label": label }),
  },
  {
    names: /\.gz$/i,
    show: async (blob, label) => {
      const text = await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).text();
      return textPreview(label, text.slice(0, TEXT_BYTES), text.length > TEXT_BYTES);
    },
  },
];

function textPreview(label: string, text: string, isCut: boolean): HTMLElement {
  return el("pre", { tabindex: "0", role: "region", "aria-label": label }, isCut ? `${text}\n…` : text);
}
