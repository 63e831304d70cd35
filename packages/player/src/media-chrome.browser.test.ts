import "media-chrome";
import { expect, inject, onTestFinished, test } from "vitest";
import { userEvent } from "vitest/browser";
import "./element.ts";
import type { OxbowPlayerElement } from "./element.ts";

const server = inject("streamServer");
const captions = `data:text/vtt,${encodeURIComponent("WEBVTT\n\n00:00.000 --> 00:20.000\ntick tock")}`;

interface Mounted {
  readonly controller: HTMLElement;
  readonly player: OxbowPlayerElement;
}

function mount(): Mounted {
  const host = document.createElement("div");
  host.innerHTML = `<media-controller style="width:640px;height:360px">
    <oxbow-player slot="media" muted src="${server}/videos/clock.flv">
      <track kind="captions" label="English" srclang="en" src="${captions}">
    </oxbow-player>
    <media-control-bar>
      <media-play-button></media-play-button>
      <media-mute-button></media-mute-button>
      <media-volume-range></media-volume-range>
      <media-seek-forward-button seekoffset="10"></media-seek-forward-button>
      <media-time-display showduration></media-time-display>
      <media-captions-button></media-captions-button>
    </media-control-bar>
  </media-controller>`;
  document.body.append(host);
  onTestFinished(() => host.remove());
  const controller = host.querySelector<HTMLElement>("media-controller");
  const player = host.querySelector("oxbow-player");
  if (controller === null || player === null) throw new RangeError("nothing was mounted");
  return { controller, player };
}

function control(controller: HTMLElement, name: string): HTMLElement {
  const found = controller.querySelector<HTMLElement>(name);
  if (found === null) throw new RangeError(`no ${name}`);
  return found;
}

test("a media-controller plays, pauses, seeks and shows captions of an oxbow-player", async () => {
  const { controller, player } = mount();
  await expect.poll(() => Number(controller.getAttribute("mediaduration"))).toBeCloseTo(20, 0);
  expect(controller.hasAttribute("mediapaused")).toBe(true);
  const bar = player.shadowRoot?.querySelector('[part="controls"]');
  expect(bar?.hasAttribute("data-bare")).toBe(true);

  await userEvent.click(control(controller, "media-play-button"));
  await expect.poll(() => controller.hasAttribute("mediapaused")).toBe(false);
  await expect.poll(() => Number(controller.getAttribute("mediacurrenttime"))).toBeGreaterThan(0.3);
  expect(control(controller, "media-time-display").shadowRoot?.textContent).toContain("0:20");

  await userEvent.click(control(controller, "media-seek-forward-button"));
  await expect.poll(() => player.currentTime).toBeGreaterThan(10);
  await expect.poll(() => Number(controller.getAttribute("mediacurrenttime"))).toBeGreaterThan(10);

  await userEvent.click(control(controller, "media-mute-button"));
  expect(player.muted).toBe(false);
  control(controller, "media-volume-range").dispatchEvent(
    new CustomEvent("mediavolumerequest", { bubbles: true, composed: true, detail: 0.3 }),
  );
  await expect.poll(() => player.volume).toBe(0.3);
  await expect.poll(() => controller.getAttribute("mediavolume")).toBe("0.3");

  await userEvent.click(control(controller, "media-captions-button"));
  await expect.poll(() => player.textTracks[0]?.activeCues?.length).toBe(1);
  await expect.poll(() => controller.getAttribute("mediasubtitlesshowing")).toContain("en");

  await userEvent.click(control(controller, "media-play-button"));
  await expect.poll(() => player.paused).toBe(true);
  expect(controller.hasAttribute("mediapaused")).toBe(true);
});
