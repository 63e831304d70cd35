import { getObject } from "../api/s3-api.ts";
import { el, put } from "../markup.ts";
import { gunzip } from "./gunzip.ts";
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
/** Enough of a packed text to unpack what is shown of it. */
const PACKED_BYTES = 100_000;
/** Pictures and films have to be read whole; larger ones are not. */
const WHOLE_BYTES = 64_000_000;

export function previewPane(signal: AbortSignal): PreviewPane {
  const root = el("div", { class: "stack tight preview" });
  /** What was asked for last; anything else that was read comes too late. */
  let wanted: PreviewedObject | undefined;
  let shown: string | undefined;
  let cameFrom: Element | null = null;
  let address: string | undefined;

  function close(key?: string): void {
    if (key === undefined || key === wanted?.key) wanted = undefined;
    if (shown === undefined || (key !== undefined && key !== shown)) return;
    const hadFocus = root.contains(document.activeElement);
    put(root);
    keepOnly(undefined);
    shown = undefined;
    if (hadFocus && cameFrom instanceof HTMLElement) cameFrom.focus();
  }

  /** What an address stands for is held by the browser until the address is given back. */
  function keepOnly(now: string | undefined): void {
    if (address !== undefined) URL.revokeObjectURL(address);
    address = now;
  }

  signal.addEventListener("abort", () => close());
  return {
    root,
    close,
    open: async (object) => {
      const from = document.activeElement;
      wanted = object;
      let made: string | undefined;
      const content = await read(object, (blob) => {
        made = URL.createObjectURL(blob);
        return made;
      }).catch((error: unknown) => {
        if (wanted === object) throw error;
        return undefined;
      });
      if (content === undefined || wanted !== object) {
        if (made !== undefined) URL.revokeObjectURL(made);
        return;
      }
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
      keepOnly(made);
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
  if (whole !== undefined) return whole.show(toAddress(await get(WHOLE_BYTES)), label);
  if (/\.gz$/i.test(key)) {
    const { text, isCut } = await gunzip(await get(PACKED_BYTES), TEXT_BYTES);
    return textPreview(label, text, isCut);
  }
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
  readonly show: (address: string, label: string) => HTMLElement;
}[] = [
  {
    names: /\.(?:png|jpe?g|gif|webp|svg)$/i,
    show: (src, alt) => el("img", { src, alt }),
  },
  {
    names: /\.(?:mp4|m4v)$/i,
    show: (src, label) => el("video", { src, controls: true, "aria-label": label }),
  },
  {
    names: /\.(?:mp3|m4a)$/i,
    show: (src, label) => el("audio", { src, controls: true, "aria-label": label }),
  },
];

function textPreview(label: string, text: string, isCut: boolean): HTMLElement {
  return el("pre", { tabindex: "0", role: "region", "aria-label": label }, isCut ? `${text}\n…` : text);
}
