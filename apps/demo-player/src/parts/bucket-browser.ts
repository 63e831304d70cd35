import { deleteObject, listBuckets, listObjects, putObject, type S3Object } from "../api/s3-api.ts";
import { el, put } from "../markup.ts";
import { accessButton } from "./access-button.ts";
import { emptyState } from "./empty-state.ts";
import { keepAsking } from "./live.ts";
import { previewPane } from "./object-preview.ts";
import { Table } from "./table.ts";
import { Tabs } from "./tabs.ts";
import { formatBytes, formatMoment } from "./units.ts";
import { uploadArea } from "./upload-area.ts";

const ASK_MS = 2500;

const UNLISTED = "The buckets cannot be listed";

interface BucketBrowserOptions {
  readonly endpoint: string;
  /** Bucket to begin with. */
  readonly wanted: string | undefined;
  readonly signal: AbortSignal;
  readonly onChoose: (bucket: string) => void;
}

/** An object, and where it is: what its buttons do, they do there, whichever bucket is looked at by then. */
interface StoredObject extends S3Object {
  readonly bucket: string;
}

/** Buckets with their objects: size, access, preview, upload by dropping. */
export function bucketBrowser({ endpoint, wanted, signal, onChoose }: BucketBrowserOptions): HTMLElement {
  const said = el("p", { role: "status", class: "quiet small" });
  const sum = el("p", { class: "quiet small" });
  const preview = previewPane(signal);
  const objects = new Table<StoredObject>({
    caption: "Objects",
    columns: [
      { title: "Key", isWhole: true, cell: ({ key }) => el("code", {}, key) },
      { title: "Size", isNumber: true, cell: ({ byteLength }) => formatBytes(byteLength) },
      { title: "Changed", cell: ({ lastModified }) => formatMoment(lastModified) },
      {
        title: "Who may read it",
        cell: ({ bucket, key }) => accessButton({ endpoint, bucket, key, attempt, signal }),
      },
      { title: "Actions", cell: actions },
    ],
    empty: "This bucket is empty. Drop a file here.",
  });
  const panel = el(
    "div",
    { class: "stack tight" },
    sum,
    uploadArea(objects.root, (files) => void attempt(() => upload(files)), signal),
  );
  const tabs = new Tabs("Buckets", panel, (bucket) => {
    onChoose(bucket);
    preview.close();
    said.textContent = "";
    sum.textContent = "Loading…";
    objects.rewind();
    void attempt(refresh);
  });
  const bucketOf = (): string => tabs.chosen ?? "";

  function actions({ bucket, key, byteLength }: StoredObject): HTMLElement {
    const button = (verb: string, act: () => Promise<void>): HTMLElement =>
      el(
        "button",
        { class: "tiny", type: "button", "aria-label": `${verb} ${key}`, onclick: () => void attempt(act) },
        verb,
      );
    return el(
      "div",
      { class: "row tight" },
      button("Preview", () => preview.open({ endpoint, bucket, key, byteLength })),
      button("Delete", async () => {
        await deleteObject(endpoint, bucket, key);
        preview.close(key);
        said.textContent = `${key} is gone.`;
        await refresh();
      }),
    );
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
    const { objects: list, isCut } = await listObjects(endpoint, bucket);
    if (bucket !== bucketOf()) return;
    objects.show(list.map((object) => ({ ...object, bucket })));
    const bytes = list.reduce((total, { byteLength }) => total + byteLength, 0);
    const counted = `${list.length} ${list.length === 1 ? "object" : "objects"}, ${formatBytes(bytes)}`;
    sum.textContent = isCut ? `The first ${counted}: this bucket holds more.` : counted;
  }

  async function upload(files: readonly File[]): Promise<void> {
    const bucket = bucketOf();
    const failed: string[] = [];
    for (const [index, file] of files.entries()) {
      said.textContent = `Uploading ${file.name}, ${index + 1} of ${files.length}…`;
      try {
        await putObject(endpoint, bucket, file.name, file);
      } catch (error) {
        failed.push(`${file.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    const [first] = files;
    const done = files.length - failed.length;
    const what = files.length === 1 && first !== undefined ? first.name : `${done} of ${files.length} files`;
    said.textContent = [
      ...(done > 0 ? [`${what} ${files.length === 1 ? "is" : "are"} in ${bucket}.`] : []),
      ...failed.map((each) => `Not uploaded: ${each}.`),
    ].join(" ");
    await refresh();
  }

  const none = emptyState("No bucket yet.", "The first step of the task list makes two.");
  const some = el("div", { class: "stack tight" }, tabs.list, panel, said, preview.root);
  const content = el("div", {}, el("p", { class: "quiet loading" }, "Loading…"));
  keepAsking(
    async () => {
      const buckets = await listBuckets(endpoint);
      if (buckets.length > 0 && tabs.chosen !== undefined && buckets.includes(tabs.chosen)) await refresh();
      return buckets;
    },
    (buckets) => {
      if (said.textContent.startsWith(UNLISTED)) said.textContent = "";
      const now = buckets.length === 0 ? none : some;
      if (content.firstChild !== now) put(content, now);
      // Films are what most come for; logs and the player's files are beside them.
      tabs.show(buckets, [wanted, buckets.find((name) => name.endsWith("-media"))]);
    },
    (error) => {
      const sentence = `${UNLISTED}: ${error.message}`;
      // What was there a moment ago is more use than nothing.
      if (content.firstChild === some) said.textContent = sentence;
      else if (content.textContent !== sentence) put(content, el("p", { class: "notice bad" }, sentence));
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
