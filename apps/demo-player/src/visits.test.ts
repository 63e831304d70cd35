/** What the pages do, as a visitor sees it: they play, sign, list, compare and resurrect for real. */
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { violationsOf } from "@oxbow/testkit";
import { afterAll, beforeAll, test } from "vitest";
import { EXAMPLES } from "./parts/era-examples.ts";
import { startDemoSite } from "./testing/demo-site.ts";
import { plays, startVisitor, type Visitor } from "./testing/visitor.ts";

/** What the mock's relaxed mode takes. */
const UNSIGNED = `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;

/** A player of a distribution that is elsewhere, and an address that nothing plays. */
const FOREIGN_PAGE = `<script>
jwplayer("a").setup({ streamer: "rtmp://s1234567890abc.cloudfront.net/cfx/st", file: "far.flv" });
</script> rtmp://sabcdefabcdef1.cloudfront.net/cfx/st/other`;

/** Counts what the page holds in addresses of its own. */
function countHeld(): void {
  const held = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (object) => {
    const address = createObjectURL.call(URL, object);
    held.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    held.delete(address);
    revokeObjectURL.call(URL, address);
  };
  Object.assign(globalThis, { heldAddresses: held });
}

let visitor: Visitor;
beforeAll(async () => {
  visitor = await startVisitor();
});
afterAll(async () => {
  await visitor?.leave();
});

test.concurrent.for([
  ["file", "native"],
  ["http-flv", "flv"],
  ["ws-flv", "flv"],
  ["rtmpt", "flv"],
] as const)("Play plays by %s when told to", async ([protocol, engine], context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "play");
  await plays(page);
  await page.getByLabel("Protocol").selectOption(protocol);
  await page.waitForFunction(
    ([wantedProtocol, wantedEngine]) => {
      const element = document.querySelector("oxbow-player");
      const { protocol: now, engine: by, currentSeconds = 0 } = element?.player?.state ?? {};
      const { webkitAudioDecodedByteCount: bytes = 0 } = (element?.shadowRoot?.querySelector("video") ??
        {}) as {
        readonly webkitAudioDecodedByteCount?: number;
      };
      return now === wantedProtocol && by === wantedEngine && currentSeconds > 0.5 && bytes > 0;
    },
    [protocol, engine] as const,
  );
  expect(page.url()).toContain(`protocol=${protocol}`);
  await page.reload();
  expect(await page.getByLabel("Protocol").inputValue()).toBe(protocol);
});

test.concurrent("a browser that refuses to play by itself is waited for", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "play", () => {
    let hasGesture = false;
    addEventListener("pointerdown", ({ isTrusted }) => {
      hasGesture ||= isTrusted;
    });
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement): Promise<void> {
      if (hasGesture) return play.call(this);
      return Promise.reject(new DOMException("play() needs a gesture", "NotAllowedError"));
    };
  });
  await page.getByText("blocked", { exact: true }).waitFor();
  expect(
    await page
      .locator("oxbow-player")
      .evaluate((element: HTMLElementTagNameMap["oxbow-player"]) => element.player?.state.error),
  ).toBeUndefined();
  await page.locator("oxbow-player").getByRole("button", { name: "Play" }).first().click();
  await plays(page);
});

test("Sign makes a name that the edge takes, when it takes no other", async (context) => {
  const { onTestFinished } = context;
  const page = await visitor.visit(context, "sign");
  const required = page.getByRole("switch", { name: "Require signed names" });
  await required.check();
  onTestFinished(async () => {
    await required.uncheck();
    await page.getByText("Every name is served again.").waitFor();
  });
  await page.getByText("Unsigned names are refused now.").waitFor();
  const refusal = page.getByText("This video is private, or the link to it has expired.");
  await page.getByRole("button", { name: "Play without a signature" }).click();
  await refusal.waitFor();
  await page.getByRole("button", { name: "Sign and play" }).click();
  await page.getByText(/valid for \d+ s/).waitFor();
  await plays(page);
  await page.getByRole("button", { name: "Play a forged one" }).click();
  await refusal.waitFor();
  // A custom policy for another address, then one for this one; the name goes into flashvars encoded once more.
  await page.getByLabel("Custom: from when").check();
  await page.getByLabel("Only from this address").fill("192.0.2.1");
  await page.getByRole("button", { name: "Sign and play" }).click();
  await page.getByText('"IpAddress"').waitFor();
  await refusal.waitFor();
  await page.getByLabel("Only from this address").fill("127.0.0.0/8");
  await page.getByRole("button", { name: "Sign and play" }).click();
  await plays(page);
  await page.getByRole("combobox", { name: /^Player/ }).selectOption("jwplayer4");
  await page.getByText(/%3FPolicy%3D/).waitFor();
  await page.getByRole("combobox", { name: /^Player/ }).selectOption("ffmpeg");
  await page
    .getByText(/clock\?Policy=/)
    .first()
    .waitFor();
  await page.getByLabel("Valid for, seconds").fill("1");
  await page.getByRole("button", { name: "Sign and play" }).click();
  await page.getByText("expired: a new play is refused").waitFor();
  await page.getByRole("button", { name: "Play the signed name" }).click();
  await refusal.waitFor();
});

test.concurrent("Cloud shows who watches, and takes what is dropped on it", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "cloud?bucket=demo-media");
  // The film lasts twenty seconds: whoever looks for its viewer has to be there before it begins.
  await plays(await visitor.visit(context, "play"));
  await page.getByRole("region", { name: "Viewers" }).getByText("videos/clock").first().waitFor();
  await page.getByRole("tab", { name: "demo-media", selected: true }).waitFor();
  await page.getByText("Drop files anywhere here").waitFor();
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["hello"], "note.txt", { type: "text/plain" }));
    return transfer;
  });
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: data });
  await page.getByRole("button", { name: "Preview note.txt" }).click();
  await page.getByText("hello", { exact: true }).waitFor();
  await page.getByRole("region", { name: "Requests" }).getByText("PutObject").first().waitFor();
  await page.getByRole("button", { name: "note.txt: Everybody. Change" }).click();
  await page.getByRole("button", { name: "note.txt: Owner only. Change" }).waitFor();
  expect((await fetch(`${visitor.api}/demo-media/note.txt`)).status).toBe(403);
  await page.getByRole("button", { name: "Delete note.txt" }).click();
  await page.getByText("note.txt is gone.").waitFor();
  await page
    .getByRole("button", { name: /^Show configuration of/ })
    .last()
    .click();
  await page.getByText("<StreamingDistributionConfig").waitFor();
  await page.getByRole("tab", { name: "demo-media" }).press("ArrowRight");
  await page.waitForFunction(() => document.activeElement?.textContent === "demo-player");
});

test.concurrent("Cloud takes no bucket, and no object, for another", async (context) => {
  const { expect } = context;
  const put = async (path: string, body: string | Uint8Array<ArrayBuffer> = ""): Promise<string> => {
    const address = `${visitor.api}/${path}`;
    const headers = { authorization: UNSIGNED };
    expect((await fetch(address, { method: "PUT", body, headers })).status).toBe(200);
    const head = await fetch(address, { method: "HEAD", headers });
    return head.headers.get("last-modified") ?? "";
  };
  for (const bucket of ["twin-one", "twin-two"]) await put(bucket);
  // Looks alike in both: name, size and second.
  await expect
    .poll(async () => (await put("twin-one/same.txt", "x")) === (await put("twin-two/same.txt", "x")), {
      timeout: 60_000,
    })
    .toBe(true);
  for (const path of ["twin-one/a.png", "twin-one/b.png", "twin-one/late.png", "twin-two/c.png"])
    await put(path, "x");
  // Much longer than what is shown of it, and its end is missing.
  const packed = gzipSync(randomBytes(300_000).toString("hex"));
  await put("twin-two/endless.gz", new Uint8Array(packed.subarray(0, 200_000)));

  const page = await visitor.visit(context, "configure", countHeld);
  const held = (): Promise<number> =>
    page.evaluate(
      () => (globalThis as unknown as { readonly heldAddresses: Set<string> }).heldAddresses.size,
    );
  const preview = async (key: string): Promise<void> => {
    await page.getByRole("button", { name: `Preview ${key}` }).click();
    await page.getByRole("heading", { name: key, exact: true }).waitFor();
  };
  await page.route(/\/twin-two\/c\.png\?acl/, (route) =>
    route.fulfill({ status: 500, headers: { "access-control-allow-origin": "*" } }),
  );
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  await page.route(/\/twin-one\/late\.png$/, async (route) => {
    asked.resolve();
    await gate.promise;
    await route.continue();
  });
  await page.goto(`${visitor.page}#/cloud?bucket=twin-one`);
  await preview("a.png");
  await preview("b.png");
  expect(await held()).toBe(1);
  // Another bucket appears beside it, and what is looked at stays.
  await put("twin-zero");
  await page.getByRole("tab", { name: "twin-zero" }).waitFor();
  expect(await page.getByRole("heading", { name: "b.png", exact: true }).isVisible()).toBe(true);
  await page.getByRole("button", { name: "same.txt: Owner only. Change" }).waitFor();

  // What was asked for in the bucket before comes when another one is looked at.
  await page.getByRole("button", { name: "Preview late.png" }).click();
  await asked.promise;
  await page.getByRole("tab", { name: "twin-two" }).click();
  await page.getByRole("button", { name: "c.png: Not known. Change" }).waitFor();
  const late = page.waitForResponse(/late\.png$/);
  gate.resolve();
  await (await late).finished();
  await preview("c.png");
  expect(await held()).toBe(1);

  await page.getByRole("button", { name: "same.txt: Owner only. Change" }).click();
  await page.getByRole("button", { name: "same.txt: Everybody. Change" }).waitFor();
  const statuses = ["twin-one", "twin-two"].map(
    async (bucket) => (await fetch(`${visitor.api}/${bucket}/same.txt`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([403, 200]);

  await preview("endless.gz");
  expect(await page.getByRole("region", { name: "Preview of endless.gz" }).textContent()).toMatch(
    /^[0-9a-f]{8000}\n…$/,
  );
  await preview("c.png");
  await page.getByRole("link", { name: "Configure" }).click();
  await page.getByRole("heading", { name: "Configure any player" }).waitFor();
  expect(await held()).toBe(0);
});

test.concurrent("Cloud pages through what is too much, and takes any name for a name", async (context) => {
  const { expect } = context;
  const put = (path: string, body = ""): Promise<Response> =>
    fetch(`${visitor.api}/${path}`, { method: "PUT", body, headers: { authorization: UNSIGNED } });
  await put("crowd");
  const names = [
    "<script>alert(1)</script>.flv",
    "日本 ü+%20&amp;.flv",
    `${"long-".repeat(120)}.flv`,
    "q\"uo'te.flv",
  ];
  const crowd = Array.from({ length: 120 }, (_, index) => `clip-${String(index).padStart(3, "0")}.flv`);
  for (const name of [...names, ...crowd])
    expect((await put(`crowd/${encodeURIComponent(name)}`, "x")).status).toBe(200);
  const page = await visitor.visit(context, "cloud?bucket=crowd");
  await page.getByText("124 objects").waitFor();
  const rows = page.getByRole("table", { name: "Objects" }).getByRole("row");
  expect(await rows.count()).toBe(101);
  await page.getByRole("button", { name: "Show 24 more of 24" }).press("Enter");
  await expect.poll(() => rows.count()).toBe(125);
  for (const name of names) {
    await page.getByRole("button", { name: `Preview ${name}`, exact: true }).click();
    await page.getByRole("heading", { name, exact: true }).waitFor();
  }
  expect(await violationsOf(page)).toEqual([]);
  // Whoever deletes by keyboard goes on where he was.
  await page.getByRole("button", { name: "Delete clip-005.flv" }).press("Enter");
  await page.getByText("clip-005.flv is gone.").waitFor();
  await page.waitForFunction(
    () => document.activeElement?.getAttribute("aria-label") === "Delete clip-006.flv",
  );
});

test.concurrent("Play says what is wrong with an address, and where", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "play");
  await plays(page);
  const streamer = page.getByLabel("streamer");
  const address = await streamer.inputValue();
  await streamer.fill("nonsense");
  await streamer.press("Enter");
  await page.getByText("No server is named.").waitFor();
  expect(await streamer.getAttribute("aria-invalid")).toBe("true");
  await streamer.fill(`jwplayer("p").setup({ file: "${address}/flv:videos/clock", primary: "flash" });`);
  await streamer.press("Enter");
  await page.getByText("The stream was read out of the snippet.").waitFor();
  expect([await streamer.inputValue(), await page.getByLabel("file", { exact: true }).inputValue()]).toEqual([
    address,
    "videos/clock.flv",
  ]);
  await plays(page);
  await page.getByLabel("Provisioned stream").selectOption({ label: "videos/clock.mp4" });
  await page.waitForURL(/file=videos%2Fclock\.mp4/);
  await plays(page);
});

test.concurrent("Resurrect says what is not here, and plays the sample instead", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "resurrect");
  await page.getByLabel("Page or snippet of the era").fill(FOREIGN_PAGE);
  await page.getByRole("button", { name: "Resurrect" }).click();
  await page.getByText(/This cloud has no distribution/).waitFor();
  await page.getByText("CFX-LEGACY-UNREAD").waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Play the sample in its place" }).click();
  await plays(page);
  await page.reload();
  await page.getByText(/This cloud has no distribution/).waitFor();
});

test.concurrent("Cloud shows access logs as they are delivered", async (context) => {
  const watching = await visitor.visit(context, "play");
  await plays(watching);
  await watching.close();
  const page = await visitor.visit(context, "cloud");
  await page.waitForRequest(/\/demo-logs\?.*prefix=rtmp%2F/);
  await page
    .getByRole("region", { name: /^Access log demo-logs\/rtmp\// })
    .getByText(/videos\/clock/)
    .first()
    .waitFor();
});

test.concurrent("Compare plays four ways side by side, with their figures", async (context) => {
  const page = await visitor.visit(context, "compare");
  for (const way of ["Plain MP4", "HTTP-FLV", "WS-FLV", "RTMPT"]) {
    const lane = page.locator("section", { has: page.getByRole("heading", { name: way, exact: true }) });
    await lane.getByText(/^\d+ ms$/).waitFor();
    await page.waitForFunction(
      (element) => element.player !== undefined && element.player.state.currentSeconds > 0.3,
      await lane
        .locator("oxbow-player")
        .evaluateHandle((element: HTMLElementTagNameMap["oxbow-player"]) => element),
    );
  }
});

test.concurrent("Resurrect finds, plays and rewrites each of its examples", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "resurrect?example=3");
  await page.getByRole("heading", { name: /^Found: JW Player 4/ }).waitFor();
  const examples = page.getByLabel("Example");
  for (const [index, { title }] of EXAMPLES.entries()) {
    await examples.selectOption({ label: title });
    await page.waitForFunction(() => {
      const element = document.querySelector("oxbow-player");
      return element?.player?.state.status === "playing" && element.player.state.currentSeconds > 0.1;
    });
    expect(await page.getByRole("region", { name: "rewritten page" }).textContent(), title).toContain(
      "<oxbow-player",
    );
    expect(page.url()).toMatch(new RegExp(`example=${index}$`));
  }
  await page.getByLabel("Page or snippet of the era").fill("<p>Nothing here</p>");
  await page.getByRole("button", { name: "Resurrect" }).click();
  await page.getByText("No RTMP player was found in this text.").waitFor();
});

test.concurrent("what strict authentication refuses is said, and what needs no leave still plays", async (context) => {
  const strict = await startDemoSite({ auth: "strict" });
  context.onTestFinished(strict.close);
  const page = await visitor.visit(context, "configure");
  await page.goto(`${strict.page}#/play`);
  await plays(page);
  await page.goto(`${strict.page}#/cloud`);
  await page.getByText(/The buckets cannot be listed: This mock checks signatures/).waitFor();
  await page
    .getByRole("button", { name: /^Show configuration/ })
    .first()
    .click();
  await page.getByText(/The configuration could not be read. This mock checks signatures/).waitFor();
  await page.goto(`${strict.page}#/sign`);
  await page.getByText(/This mock checks signatures/).waitFor();
});
