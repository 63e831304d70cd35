import { createElement, type ReactElement, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { expect, inject, onTestFinished, test } from "vitest";
import { OxbowPlayer, usePlayer } from "./react.ts";

const server = inject("streamServer");

function render(element: ReactElement): HTMLElement {
  const host = document.createElement("div");
  document.body.append(host);
  const root = createRoot(host);
  root.render(createElement(StrictMode, null, element));
  onTestFinished(() => {
    root.unmount();
    host.remove();
  });
  return host;
}

test("OxbowPlayer plays and reports its state", async () => {
  const statuses = new Set<string>();
  const host = render(
    createElement(OxbowPlayer, {
      src: `${server}/videos/clock.flv`,
      muted: true,
      autoplay: true,
      onState: ({ status }) => void statuses.add(status),
    }),
  );
  await expect.poll(() => [...statuses], { timeout: 10_000 }).toContain("playing");
  expect(host.querySelector("oxbow-player")?.paused).toBe(false);
});

function Page({ src }: { readonly src: string }): ReactElement {
  const { ref, state } = usePlayer(src, { autoplay: true });
  return createElement(
    "div",
    null,
    createElement("video", { ref, muted: true }),
    createElement("output", null, state.status),
  );
}

test("usePlayer gives state to a page of its own looks", async () => {
  const host = render(createElement(Page, { src: `${server}/videos/clock.flv` }));
  await expect.poll(() => host.querySelector("output")?.textContent, { timeout: 10_000 }).toBe("playing");
});
