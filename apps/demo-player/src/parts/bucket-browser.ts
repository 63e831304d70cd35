import {
  deleteObject,
  getObject,
  isPublic,
  listBuckets,
  listObjects,
  putObject,
  type S3Object,
  setPublic,
} from "../api/s3-api.ts";
import { el, put } from "../markup.ts";
import { Table } from "./table.ts";
import { formatBytes } from "./units.ts";

/** Longest text that is previewed, in characters. */
const PREVIEW_CHARACTERS = 8000;

/** Buckets with their objects: size, access, preview, upload by dropping. */
export function bucketBrowser(
  endpoint: string,
  wanted: string | undefined,
  onChoose: (bucket: string) => void,
): HTMLElement {
  const said = el("p", { role: "status", class: "quiet small" });
  const preview = el("div");
  const picker = el("select", { onchange: () => void open(picker.value) });
  const objects = new Table<S3Object>(
    "Objects",
    [
      { title: "Key", cell: ({ key }) => el("code", {}, key) },
      { title: "Size", isNumber: true, cell: ({ byteLength }) => formatBytes(byteLength) },
      { title: "Changed", cell: ({ lastModified }) => new Date(lastModified).toLocaleString() },
      { title: "Who may read it", cell: ({ key }) => accessButton(key) },
      {
        title: "Actions",
        cell: ({ key }) =>
          el(
            "div",
            { class: "row" },
            el(
              "button",
              { class: "tiny", type: "button", "aria-label": `Preview ${key}`, onclick: () => show(key) },
              "Preview",
            ),
            el(
              "button",
              { class: "tiny", type: "button", "aria-label": `Delete ${key}`, onclick: () => remove(key) },
              "Delete",
            ),
          ),
      },
    ],
    "This bucket is empty. Drop a file here.",
  );
  const chooser = el("input", { type: "file", multiple: true, onchange: () => upload(chooser.files) });
  const drop = el(
    "div",
    {
      class: "drop stack",
      ondragover: (event: DragEvent) => {
        event.preventDefault();
        drop.dataset.over = "";
      },
      ondragleave: () => delete drop.dataset.over,
      ondrop: (event: DragEvent) => {
        event.preventDefault();
        delete drop.dataset.over;
        void upload(event.dataTransfer?.files);
      },
    },
    objects.root,
    el("label", { class: "field" }, "Upload files, readable by everybody", chooser),
  );

  function accessButton(key: string): HTMLElement {
    const button = el("button", { class: "tiny", type: "button" }, "…");
    let isForAll = false;
    const label = (): void => {
      button.textContent = isForAll ? "Everybody" : "Owner only";
      button.setAttribute("aria-label", `${key}: ${button.textContent}. Change`);
    };
    button.addEventListener("click", async () => {
      await attempt(async () => {
        await setPublic(endpoint, picker.value, key, !isForAll);
        isForAll = !isForAll;
        label();
      });
    });
    button.setAttribute("aria-label", `Access to ${key}`);
    void attempt(async () => {
      isForAll = await isPublic(endpoint, picker.value, key);
      label();
    });
    return button;
  }

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  async function open(bucket: string): Promise<void> {
    onChoose(bucket);
    put(preview);
    await attempt(async () => objects.show(await listObjects(endpoint, bucket)));
  }

  async function upload(files: FileList | null | undefined): Promise<void> {
    for (const file of files ?? []) {
      await attempt(async () => {
        said.textContent = `Uploading ${file.name}…`;
        await putObject(endpoint, picker.value, file.name, file);
        said.textContent = `${file.name} is in ${picker.value}.`;
      });
    }
    await open(picker.value);
  }

  async function remove(key: string): Promise<void> {
    await attempt(async () => {
      await deleteObject(endpoint, picker.value, key);
      said.textContent = `${key} is gone.`;
    });
    await open(picker.value);
  }

  async function show(key: string): Promise<void> {
    await attempt(async () =>
      put(preview, el("h3", {}, key), await previewOf(key, await getObject(endpoint, picker.value, key))),
    );
  }

  void attempt(async () => {
    const buckets = await listBuckets(endpoint);
    put(picker, ...buckets.map((name) => el("option", { selected: name === wanted }, name)));
    if (buckets.length === 0)
      put(
        root,
        el("h2", {}, "Buckets"),
        el("div", { class: "empty" }, "No bucket yet. The task list makes two."),
      );
    else objects.show(await listObjects(endpoint, picker.value));
  });
  const root = el(
    "section",
    { class: "card" },
    el(
      "div",
      { class: "row apart" },
      el("h2", {}, "Buckets"),
      el("label", { class: "field" }, "Bucket", picker),
    ),
    drop,
    said,
    preview,
  );
  return root;
}

/** A picture, a film, or the beginning of a text; access logs are unpacked. */
async function previewOf(key: string, blob: Blob): Promise<HTMLElement> {
  const address = (): string => URL.createObjectURL(blob);
  if (/\.(?:png|jpe?g|gif|webp|svg)$/i.test(key))
    return el("img", { src: address(), alt: `Preview of ${key}` });
  if (/\.(?:mp4|m4v)$/i.test(key)) return el("video", { src: address(), controls: true, width: 480 });
  if (/\.(?:mp3|m4a)$/i.test(key)) return el("audio", { src: address(), controls: true });
  if (/\.gz$/i.test(key)) {
    const text = await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).text();
    return el("pre", { tabindex: "0" }, text.slice(0, PREVIEW_CHARACTERS));
  }
  if (/\.(?:html?|css|js|json|xml|txt|svg|vtt|m3u8)$/i.test(key)) {
    return el("pre", { tabindex: "0" }, (await blob.text()).slice(0, PREVIEW_CHARACTERS));
  }
  const head = new Uint8Array(await blob.slice(0, 256).arrayBuffer());
  return el("pre", { tabindex: "0" }, [...head].map((byte) => byte.toString(16).padStart(2, "0")).join(" "));
}
