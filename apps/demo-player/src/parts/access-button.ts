import { isPublic, setPublic } from "../api/s3-api.ts";
import { el } from "../markup.ts";
import { keepAsking } from "./live.ts";

/** Access may be changed elsewhere: it is asked for again. */
const ASK_MS = 10_000;

interface AccessButtonOptions {
  readonly endpoint: string;
  readonly bucket: string;
  readonly key: string;
  readonly attempt: (act: () => Promise<void>) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Says who may read an object, and changes it. It asks for as long as it stands on the page. */
export function accessButton({ endpoint, bucket, key, attempt, signal }: AccessButtonOptions): HTMLElement {
  const button = el("button", { class: "tiny", type: "button", "aria-label": `Access to ${key}` }, "…");
  const gone = new AbortController();
  let isForAll = false;
  const say = (word: string, why: string): void => {
    button.textContent = word;
    button.title = why;
    button.setAttribute("aria-label", `${key}: ${word}. Change`);
  };
  const show = (now: boolean): void => {
    isForAll = now;
    say(isForAll ? "Everybody" : "Owner only", "");
  };
  button.addEventListener(
    "click",
    () =>
      void attempt(async () => {
        await setPublic(endpoint, bucket, key, !isForAll);
        show(!isForAll);
      }),
  );
  let hasStood = false;
  keepAsking(
    async () => {
      hasStood ||= button.isConnected;
      if (hasStood && !button.isConnected) gone.abort();
      return gone.signal.aborted ? isForAll : await isPublic(endpoint, bucket, key);
    },
    show,
    (error) => say("Not known", error.message),
    ASK_MS,
    AbortSignal.any([signal, gone.signal]),
  );
  return button;
}
