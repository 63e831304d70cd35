/** Every page, as a visitor meets it: accessible in every light, reached by any way, usable without a mouse. */
import { violationsOf } from "@oxbow/testkit";
import type { Request } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { lostInForcedColors, smallTargets, tabThrough } from "./testing/keyboard-and-touch.ts";
import { plays, startVisitor, type Visitor } from "./testing/visitor.ts";

/** Pages, and what stands there once they are ready. */
const PAGES = [
  { path: "play", ready: "First frame after" },
  { path: "cloud", ready: "Everybody" },
  { path: "tasks", ready: "Carry out all eight" },
  { path: "configure", ready: "connect: app" },
  { path: "resurrect", ready: "certain" },
  { path: "doctor", ready: "Break it on purpose" },
  { path: "sign", ready: "Sign and play" },
  { path: "compare", ready: "First frame after" },
] as const;

let visitor: Visitor;
beforeAll(async () => {
  visitor = await startVisitor();
});
afterAll(async () => {
  await visitor?.leave();
});

test.concurrent.for(PAGES)("$path is for everybody, by eye, ear and Tab", async (entry, context) => {
  const { path, ready } = entry;
  const { expect } = context;
  const page = await visitor.visit(context, path);
  await page.getByText(ready).first().waitFor();
  const { stops, unseen, isTrapped } = await tabThrough(page);
  expect(unseen, "focus that cannot be seen").toEqual([]);
  expect(isTrapped, "Tab leads out again").toBe(false);
  // The way past the navigation, the brand, eight pages and the theme come before the page's own.
  expect(stops).toBeGreaterThan(11);
  expect(await page.title()).toMatch(/^\S.* · Oxbow$/);
  expect(await violationsOf(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: "active" });
  expect(await lostInForcedColors(page), "not to be seen in forced colours").toEqual([]);
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await smallTargets(page), "less than 44 pixels high on a phone").toEqual([]);
});

test.concurrent("the theme is the system's until another is chosen, which is kept", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "configure");
  const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.getByRole("button", { name: "Use the light theme" }).waitFor();
  await page.emulateMedia({ colorScheme: "light" });
  const light = await paper();
  expect(light).not.toBe(dark);
  await page.getByRole("button", { name: "Use the dark theme" }).click();
  expect(await paper()).toBe(dark);
  await page.reload();
  await page.getByRole("button", { name: "Use the light theme" }).waitFor();
  expect(await paper()).toBe(dark);
});

test.concurrent("Back leads to the page before, and copying is said aloud", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "configure?player=ffmpeg");
  await page.getByRole("button", { name: "Copy configuration for ffmpeg" }).click();
  await page
    .getByRole("status")
    .getByText(/^(?:Copied|Selected): configuration for ffmpeg/)
    .waitFor();
  await page.getByRole("link", { name: "Resurrect" }).click();
  await page.getByRole("heading", { name: "Resurrect a page" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Configure any player" }).waitFor();
  expect(await page.getByRole("combobox", { name: /^Player/ }).inputValue()).toBe("ffmpeg");
});

test.concurrent.for([
  { path: "configure?player=ffmpeg", shows: "ffmpeg -" },
  {
    path: "play?streamer=rtmp://s0000000000000.cloudfront.net/cfx/st&file=no.flv",
    shows: "This video is not here",
  },
  { path: "nonsense", shows: "RTMP, playing in a browser" },
  { path: "play?file=rtmp://s0000000000000.cloudfront.net/cfx/st/no.flv", shows: "The address was split" },
  { path: "play?streamer=nonsense&file=x.flv", shows: "No server is named" },
  { path: "resurrect?source=%3Cp%3ENothing%3C/p%3E", shows: "No RTMP player was found" },
  { path: "resurrect?example=99", shows: "certain" },
  { path: "sign?policy=custom&ip=192.0.2.1", shows: "Only from this address" },
  { path: "tasks?site=Not%20a%20name", shows: "This is no name for a site" },
])("the address #/$path is a deep link", async ({ path, shows }, context) => {
  const page = await visitor.visit(context, path);
  await page.getByText(shows).first().waitFor();
});

test.concurrent("a cloud that does not answer is told, and the rest goes on", async (context) => {
  const page = await visitor.visit(context, "configure");
  await page.route(`${visitor.api}/**`, (route) => route.abort());
  for (const [path, words] of [
    ["tasks", /It stopped/],
    ["doctor", /The cloud could not be examined/],
    ["cloud", /The mock's API cannot be reached/],
  ] as const) {
    await page.goto(`${visitor.page}#/${path}`);
    await page.getByText(words).first().waitFor();
  }
  await page.getByText(/does not answer. This page tries again by itself/).waitFor();
  await page.unroute(`${visitor.api}/**`);
  await page.getByText("The mock answers again.").waitFor();
  await page.getByRole("tab", { name: "demo-media" }).waitFor();
});

test.concurrent("the task list says what is wrong once, and nothing of a name that was left", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "configure");
  const cors = { "access-control-allow-origin": "*" };
  const gate = Promise.withResolvers<void>();
  let isAsleep = true;
  const isAboutLeft = (request: Request): boolean => request.postData()?.includes('"left"') === true;
  await page.route(`${visitor.api}/_oxbow/tasks**`, async (route) => {
    const request = route.request();
    if (request.method() === "GET") {
      const json = isAsleep ? { error: { message: "It sleeps." } } : { running: null, ended: 0 };
      await route.fulfill({ status: isAsleep ? 500 : 200, headers: cors, json });
      return;
    }
    const { name } = (request.postDataJSON() as { readonly site: { readonly name: string } }).site;
    if (isAboutLeft(request)) await gate.promise;
    const body = `data: ${JSON.stringify({ type: "failed", message: `No ${name}.` })}\n\n`;
    await route.fulfill({ contentType: "text/event-stream", headers: cors, body });
  });

  await page.goto(`${visitor.page}#/tasks?site=first`);
  const alert = page.locator("main").getByRole("alert");
  await alert.getByText("It sleeps.").waitFor();
  const first = await alert.elementHandle();
  for (let times = 0; times < 2; times++) await page.waitForResponse(/_oxbow\/tasks\?site=first/);
  expect(await first?.evaluate((element) => element.isConnected)).toBe(true);

  isAsleep = false;
  await alert.getByText("No first.").waitFor();
  const name = page.getByLabel("Name of the site");
  const asked = page.waitForRequest(isAboutLeft);
  await name.fill("left");
  await name.press("Tab");
  await asked;
  await name.fill("next");
  await name.press("Tab");
  await alert.getByText("No next.").waitFor();
  const answered = page.waitForResponse((response) => isAboutLeft(response.request()));
  gate.resolve();
  await (await answered).finished();
  expect(await alert.textContent()).toContain("No next.");
});

test.concurrent("nothing moves for who wants nothing to move", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "sign");
  const moving = (): Promise<number> =>
    page.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter((element) => {
          const { animationName, transitionDuration } = getComputedStyle(element);
          return animationName !== "none" || transitionDuration.split(", ").some((each) => each !== "0s");
        }).length,
    );
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving()).toBe(0);
});

test.concurrent("a visitor gets from page to page, and plays, by keyboard alone", async (context) => {
  const page = await visitor.visit(context, "configure");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "main");
  await page.getByRole("link", { name: "Play", exact: true }).focus();
  await page.keyboard.press("Enter");
  await plays(page);
  // Focus followed into the new page; the player is the first thing in it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("k");
  await page.waitForFunction(
    () => document.querySelector("oxbow-player")?.shadowRoot?.querySelector("video")?.paused,
  );
});
