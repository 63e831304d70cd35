/** Every state of the element, as axe sees it: in both colour schemes, in forced colours, and on a phone. */
import axe from "axe-core";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { cdp, userEvent } from "vitest/browser";
import "./element.ts";
import type { OxbowPlayerElement } from "./element.ts";
import { PlayerError, type PlayerErrorCode, SENTENCES } from "./player-error.ts";
import type { PlayerStatus } from "./player-state.ts";

const server = inject("streamServer");
const FILM = `${server}/videos/clock.flv`;
const CAPTIONS = `data:text/vtt,${encodeURIComponent("WEBVTT\n\n00:00.000 --> 00:20.000\ntick tock")}`;

/** What this file asks of the DevTools protocol; Vitest's own type names no command. */
interface Emulation {
  send(
    method: "Emulation.setEmulatedMedia",
    params: { readonly features: readonly { readonly name: string; readonly value: string }[] },
  ): Promise<unknown>;
}

async function emulate(name: string, value: string): Promise<void> {
  const session = cdp() as unknown as Emulation;
  await session.send("Emulation.setEmulatedMedia", { features: [{ name, value }] });
  expect(matchMedia(`(${name}: ${value})`).matches).toBe(true);
  onTestFinished(async () => void (await session.send("Emulation.setEmulatedMedia", { features: [] })));
}

function mount(attributes: Readonly<Record<string, string>>, width: number): OxbowPlayerElement {
  const element = document.createElement("oxbow-player");
  const all = { label: "Clock", muted: "", ...attributes };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  element.innerHTML = `<track kind="captions" label="English" srclang="en" src="${CAPTIONS}">`;
  element.style.width = `${width}px`;
  document.body.append(element);
  onTestFinished(() => element.remove());
  return element;
}

async function until(element: OxbowPlayerElement, status: PlayerStatus): Promise<void> {
  await expect.poll(() => element.player?.state.status).toBe(status);
}

function press(element: HTMLElement, label: string): void {
  const button = element.shadowRoot?.querySelector<HTMLElement>(`[aria-label="${label}"]`);
  if (!button) throw new RangeError(`nothing is called ${label}`);
  button.click();
}

const playing = async (width: number): Promise<OxbowPlayerElement> => {
  const element = mount({ src: FILM, autoplay: "" }, width);
  await until(element, "playing");
  return element;
};

/** How each state is reached. */
const STATES: Readonly<Record<string, (width: number) => Promise<OxbowPlayerElement>>> = {
  idle: async (width) => mount({}, width),
  loading: async (width) => {
    const element = mount({ src: `${FILM}?fault=silent` }, width);
    await until(element, "loading");
    return element;
  },
  ready: async (width) => {
    const element = mount({ src: FILM }, width);
    await until(element, "ready");
    return element;
  },
  playing,
  "menu open": async (width) => {
    const element = await playing(width);
    element.qualities = [{ label: "360p", file: "videos/clock.flv" }];
    press(element, "Settings");
    return element;
  },
  "captions on": async (width) => {
    const element = await playing(width);
    press(element, "Captions");
    return element;
  },
  paused: async (width) => {
    const element = await playing(width);
    element.pause();
    await until(element, "paused");
    return element;
  },
  blocked: async (width) => {
    const element = mount({}, width);
    vi.spyOn(element.media, "play").mockRejectedValue(new DOMException("no gesture", "NotAllowedError"));
    await element.load(FILM);
    await element.play();
    await until(element, "blocked");
    return element;
  },
  "without sound": async (width) => {
    const element = mount({}, width);
    element.options = { autoplay: true };
    element.configure();
    element.muted = false;
    vi.spyOn(element.media, "play").mockRejectedValueOnce(new DOMException("no gesture", "NotAllowedError"));
    await element.load(FILM);
    await expect.poll(() => element.player?.state.isSoundBlocked).toBe(true);
    return element;
  },
  ended: async (width) => {
    const element = await playing(width);
    element.currentTime = 19.5;
    await until(element, "ended");
    return element;
  },
};

async function violations(element: OxbowPlayerElement): Promise<readonly object[]> {
  const found = await axe.run(element);
  return found.violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }));
}

const LOOKS = [
  { look: "light", feature: "prefers-color-scheme", value: "light", width: 640 },
  { look: "dark", feature: "prefers-color-scheme", value: "dark", width: 640 },
  { look: "forced colours", feature: "forced-colors", value: "active", width: 640 },
  { look: "a phone", feature: "prefers-color-scheme", value: "light", width: 390 },
] as const;

test.for(LOOKS)("no state has an accessibility violation: $look", async ({ feature, value, width }) => {
  await emulate(feature, value);
  const found: Record<string, readonly object[]> = {};
  for (const [name, reach] of Object.entries(STATES)) {
    const element = await reach(width);
    found[name] = await violations(element);
    element.remove();
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(STATES).map((name) => [name, []])));
});

test.for(LOOKS)(
  "no error has an accessibility violation, its reasons open: $look",
  async ({ feature, value, width }) => {
    await emulate(feature, value);
    const element = mount({ lang: "en" }, width);
    for (const code of Object.keys(SENTENCES) as PlayerErrorCode[]) {
      element.options = {
        protocols: ["http-flv"],
        engines: { flv: () => Promise.resolve(() => Promise.reject(new PlayerError(code, "as told"))) },
      };
      element.configure();
      await element.load({ streamer: "rtmp://s1.cloudfront.net/cfx/st", file: "videos/clock.flv" });
      expect(element.player?.state.error?.code).toBe(code);
      const alert = element.shadowRoot?.querySelector('[role="alert"]');
      alert?.querySelector("summary")?.click();
      await expect.poll(() => alert?.querySelector("li")?.textContent).toContain(code);
      expect({ code, found: await violations(element) }).toEqual({ code, found: [] });
    }
  },
);

test("axe would see a control without a name", async () => {
  const element = await playing(640);
  element.shadowRoot?.querySelector(".row")?.append(document.createElement("button"));
  expect(await violations(element)).toMatchObject([{ id: "button-name" }]);
});

test("every control can be reached and worked by keyboard", async () => {
  const element = mount({ src: FILM }, 640);
  await until(element, "ready");
  const root = element.shadowRoot;
  const focused = (): string => root?.activeElement?.getAttribute("aria-label") ?? "";
  root?.querySelector<HTMLElement>(".box")?.focus();
  const order: string[] = [];
  for (let step = 0; step < 20 && focused() !== "Full screen"; step++) {
    await userEvent.tab();
    order.push(focused());
  }
  expect(order).toEqual([
    "Play",
    "Position",
    "Play",
    "Unmute",
    "Volume",
    "Captions",
    "Settings",
    "Full screen",
  ]);
  const goTo = (label: string): void =>
    root?.querySelector<HTMLElement>(`.bar [aria-label="${label}"]`)?.focus();
  goTo("Settings");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => root?.activeElement?.localName).toBe("select");
  await userEvent.keyboard("{Escape}");
  expect(root?.querySelector<HTMLElement>(".panel")?.hidden).toBe(true);
  goTo("Captions");
  await userEvent.keyboard("{Enter}");
  expect(element.textTracks[0]?.mode).toBe("showing");
  goTo("Volume");
  await userEvent.keyboard("{ArrowRight}");
  expect(element.muted).toBe(false);
  goTo("Mute");
  await userEvent.keyboard(" ");
  expect(element.muted).toBe(true);
  goTo("Position");
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  // A step is 0.1 s; the second begins anew where the slider was told the film's own time in between.
  await expect.poll(() => element.currentTime).toBeGreaterThan(0.05);
  goTo("Play");
  await userEvent.keyboard(" ");
  await until(element, "playing");
  // A film that runs on is somewhere else by the time it is looked at.
  element.pause();
  await until(element, "paused");
  root?.querySelector<HTMLElement>(".box")?.focus();
  for (const [key, seconds] of [
    ["5", 10],
    ["l", 20],
    ["j", 10],
    ["{Home}", 0],
  ] as const) {
    await userEvent.keyboard(key);
    await expect
      .poll(() => ({ isNear: Math.abs(element.currentTime - seconds) < 2, isSeeking: element.seeking }))
      .toEqual({ isNear: true, isSeeking: false });
  }
  await userEvent.keyboard("{ArrowDown}");
  expect(element.volume).toBeLessThan(1);
  await userEvent.keyboard("c");
  expect(element.textTracks[0]?.mode).toBe("disabled");
});
