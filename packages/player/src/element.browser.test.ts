import { expect, inject, onTestFinished, test } from "vitest";
import { userEvent } from "vitest/browser";
import "./element.ts";
import type { OxbowPlayerElement } from "./element.ts";

const server = inject("streamServer");

function mount(attributes: Readonly<Record<string, string>>): OxbowPlayerElement {
  const element = document.createElement("oxbow-player");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.style.width = "640px";
  document.body.append(element);
  onTestFinished(() => element.remove());
  return element;
}

function heard(target: EventTarget, name: string): Promise<Event> {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}

function shadow(element: HTMLElement, selector: string): HTMLElement {
  const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new RangeError(`no ${selector}`);
  return found;
}

const byLabel = (element: HTMLElement, label: string): HTMLElement =>
  shadow(element, `[aria-label="${label}"]`);

test("plays what its attributes name, with the face of a video", async () => {
  const element = mount({ src: `${server}/videos/clock.flv`, autoplay: "", muted: "" });
  await heard(element, "playing");
  expect(element.paused).toBe(false);
  expect(element.duration).toBeCloseTo(20, 0);
  expect(element.videoWidth).toBe(640);
  element.currentTime = 12;
  await heard(element, "seeked");
  expect(element.currentTime).toBeGreaterThanOrEqual(12);
});

test("is worked by keyboard alone", async () => {
  const element = mount({ src: `${server}/videos/clock.flv`, muted: "" });
  await heard(element, "canplay");
  shadow(element, ".box").focus();
  const playing = heard(element, "playing");
  await userEvent.keyboard("k");
  await playing;
  const seeked = heard(element, "seeked");
  await userEvent.keyboard("{ArrowRight}");
  await seeked;
  expect(element.currentTime).toBeGreaterThanOrEqual(5);
  await userEvent.keyboard("m");
  expect(element.muted).toBe(false);
  await userEvent.keyboard("k");
  expect(element.paused).toBe(true);
  await userEvent.tab();
  expect(element.shadowRoot?.activeElement?.getAttribute("aria-label")).toBe("Position");
});

test("names its controls in the language of the page", async () => {
  const element = mount({ src: `${server}/videos/clock.flv`, lang: "de" });
  await expect.poll(() => element.shadowRoot?.querySelector('[aria-label="Lautstärke"]')).not.toBeNull();
  element.setAttribute("lang", "fr");
  await expect.poll(() => element.shadowRoot?.querySelector('[aria-label="Réglages"]')).not.toBeNull();
});

test("shows captions from its track children", async () => {
  const captions = "WEBVTT\n\n00:00.000 --> 00:20.000\ntick tock";
  const element = document.createElement("oxbow-player");
  element.innerHTML = `<track kind="captions" label="English" srclang="en" src="data:text/vtt,${encodeURIComponent(captions)}">`;
  element.setAttribute("src", `${server}/videos/clock.flv`);
  document.body.append(element);
  onTestFinished(() => element.remove());
  element.muted = true;
  await heard(element, "canplay");
  byLabel(element, "Captions").click();
  await element.play();
  await expect.poll(() => element.textTracks[0]?.activeCues?.length).toBe(1);
});

test("says what is wrong, and tries again", async () => {
  const once = crypto.randomUUID();
  const element = mount({ src: `${server}/videos/clock.flv?fault=404&once=${once}`, muted: "" });
  await heard(element, "oxbow-error");
  const alert = shadow(element, '[role="alert"]');
  expect(alert.textContent).toContain("This video is not here");
  shadow(element, "summary").click();
  await expect.poll(() => alert.textContent).toContain("ERR_PLAYER_NOT_FOUND");
  shadow(element, ".retry").click();
  await heard(element, "playing");
  expect(alert.hidden).toBe(true);
});

test("lets go of everything when it leaves the page, and comes back", async () => {
  const element = mount({ src: `${server}/videos/clock.flv`, muted: "", autoplay: "" });
  await heard(element, "playing");
  element.remove();
  expect(element.player).toBeUndefined();
  expect(element.media.currentSrc === "" || element.media.readyState === 0).toBe(true);
  document.body.append(element);
  await heard(element, "playing");
});
