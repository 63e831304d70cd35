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
import { emptyState } from "./empty-state.ts";
import { keepAsking } from "./live.ts";
import { objectPreview } from "./object-preview.ts";
import { Table } from "./table.ts";
import { Tabs } from "./tabs.ts";
import { formatBytes } from "./units.ts";

const ASK_MS = 2500;

interface BucketBrowserOptions {
  readonly endpoint: string;
  /** Bucket to begin with. */
  readonly wanted: string | undefined;
  readonly signal: AbortSignal;
  readonly onChoose: (bucket: string) => void;
}

/** Buckets with their objects: size, access, preview, upload by dropping. */
export function bucketBrowser({ endpoint, wanted, signal, onChoose }: BucketBrowserOptions): HTMLElement {
  const said = el("p", { role: "status", class: "quiet small" });
  const sum = el("p", { class: "quiet small" });
  const preview = el("div", { class: "stack tight preview" });
  const objects = new Table<S3Object>(
    "Objects",
    [
      { title: "Key", cell: ({ key }) => el("code", {}, key) },
      { title: "Size", isNumber: true, cell: ({ byteLength }) => formatBytes(byteLength) },
      { title: "Changed", cell: ({ lastModified }) => new Date(lastModified).toLocaleString() },
      { title: "Who may read it", cell: ({ key }) => accessButton(key) },
      { title: "Actions", cell: ({ key }) => actions(key) },
    ],
    "This bucket is empty. Drop a file here.",
  );
  const chooser = el("input", { type: "file", multiple: true, onchange: () => void upload(chooser.files) });
  const drop = el(
    "div",
    {
      class: "drop",
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
    el(
      "label",
      { class: "field upload" },
      el("span", {}, "Drop files anywhere here, or choose them. They will be readable by everybody."),
      chooser,
    ),
  );
  const panel = el("div", { class: "stack tight" }, sum, drop);
  const tabs = new Tabs("Buckets", panel, (bucket) => {
    onChoose(bucket);
    put(preview);
    void attempt(() => refresh());
  });
  const bucketOf = (): string => tabs.chosen ?? "";

  function actions(key: string): HTMLElement {
    const button = (verb: string, act: () => Promise<void>): HTMLElement =>
      el(
        "button",
        { class: "tiny", type: "button", "aria-label": `${verb} ${key}`, onclick: () => void attempt(act) },
        verb,
      );
    return el(
      "div",
      { class: "row tight" },
      button("Preview", async () => {
        const blob = await getObject(endpoint, bucketOf(), key);
        put(preview, el("h3", {}, key), await objectPreview(key, blob));
        preview.scrollIntoView({ block: "nearest" });
      }),
      button("Delete", async () => {
        await deleteObject(endpoint, bucketOf(), key);
        said.textContent = `${key} is gone.`;
        await refresh();
      }),
    );
  }

  function accessButton(key: string): HTMLElement {
    const button = el("button", { class: "tiny", type: "button", "aria-label": `Access to ${key}` }, "…");
    const bucket = bucketOf();
    let isForAll = false;
    const label = (): void => {
      button.textContent = isForAll ? "Everybody" : "Owner only";
      button.setAttribute("aria-label", `${key}: ${button.textContent}. Change`);
    };
    button.addEventListener(
      "click",
      () =>
        void attempt(async () => {
          await setPublic(endpoint, bucket, key, !isForAll);
          isForAll = !isForAll;
          label();
        }),
    );
    void attempt(async () => {
      isForAll = await isPublic(endpoint, bucket, key);
      label();
    });
    return button;
  }

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!signal.aborted) said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  async function refresh(): Promise<void> {
    const bucket = bucketOf();
    const list = await listObjects(endpoint, bucket);
    if (bucket !== bucketOf()) return;
    objects.show(list);
    const bytes = list.reduce((total, { byteLength }) => total + byteLength, 0);
    sum.textContent = `${list.length} ${list.length === 1 ? "object" : "objects"}, ${formatBytes(bytes)}`;
  }

  async function upload(files: FileList | null | undefined): Promise<void> {
    for (const file of files ?? []) {
      await attempt(async () => {
        said.textContent = `Uploading ${file.name}…`;
        await putObject(endpoint, bucketOf(), file.name, file);
        said.textContent = `${file.name} is in ${bucketOf()}.`;
      });
    }
    await attempt(refresh);
  }

  const none = emptyState("No bucket yet.", "The first step of the task list makes two.");
  const some = el("div", { class: "stack tight" }, tabs.list, panel, said, preview);
  const content = el("div", {}, el("p", { class: "quiet" }, "Loading…"));
  keepAsking(
    async () => {
      const buckets = await listBuckets(endpoint);
      if (buckets.length > 0 && tabs.chosen !== undefined && buckets.includes(tabs.chosen)) await refresh();
      return buckets;
    },
    (buckets) => {
      const now = buckets.length === 0 ? none : some;
      if (content.firstChild !== now) put(content, now);
      // Films are what most come for; logs and the player's files are beside them.
      tabs.show(buckets, wanted ?? buckets.find((name) => name.endsWith("-media")));
    },
    (error) => {
      const sentence = `The buckets cannot be listed: ${error.message}`;
      if (content.textContent !== sentence) put(content, el("p", { class: "quiet" }, sentence));
    },
    ASK_MS,
    signal,
  );
  return el(
    "section",
    { class: "card", "aria-labelledby": "buckets" },
    el("h2", { id: "buckets" }, "Buckets"),
    content,
  );
}
