import { reach, watchReach } from "../api/reach.ts";
import { el, put } from "../markup.ts";
import type { SiteConfig } from "../site-config.ts";
import { keepAsking } from "./live.ts";

/** How often the page looks whether the mock is still there. */
const LOOK_MS = 4000;

/** How long its return is said. */
const RETURN_SAID_MS = 6000;

/** Says when the mock is gone and when it is back; a mock that was started anew may no longer have this very page. */
export function connectionBanner({ api }: SiteConfig): HTMLElement {
  const root = el("div", { class: "banner", role: "status" });
  if (api === undefined) return root;
  let forgetting: ReturnType<typeof setTimeout> | undefined;
  const say = (tone: string, ...words: readonly (Node | string)[]): void => {
    clearTimeout(forgetting);
    root.className = `banner ${tone}`;
    put(root, ...words);
  };

  async function welcome(): Promise<void> {
    if (await isServed()) {
      say("good", "The mock answers again.");
      forgetting = setTimeout(() => put(root), RETURN_SAID_MS);
      return;
    }
    // What the address names was in the cloud that is gone.
    const there = new URL(`/_oxbow/console/${location.hash.split("?", 1)[0]}`, api);
    say(
      "warn",
      "The mock was started anew, and this page's distribution is not in it any more. ",
      el("a", { href: there.href }, "Go on in the console"),
    );
  }

  watchReach((now, before) => {
    if (now === "silent") say("bad", `The mock at ${api} does not answer. This page tries again by itself…`);
    else if (before === "silent") void welcome();
  });
  keepAsking(
    () => reach(api, "/_oxbow/health"),
    () => undefined,
    // `reach` has told already.
    () => undefined,
    LOOK_MS,
    new AbortController().signal,
  );
  return root;
}

/** Whether this page is still there to be reloaded. */
async function isServed(): Promise<boolean> {
  try {
    return (await fetch("./config.json", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
