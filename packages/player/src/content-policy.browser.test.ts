import { expect, inject, onTestFinished, test } from "vitest";

const server = inject("streamServer");

interface Outcome {
  readonly status: string;
  readonly code: string | undefined;
  readonly violations: readonly string[];
}

/** Plays in a page of its own under a Content-Security-Policy, until it plays or fails. */
function playUnder(policy: string): Promise<Outcome> {
  const frame = document.createElement("iframe");
  onTestFinished(() => frame.remove());
  return new Promise((resolve) => {
    addEventListener("message", ({ data, source }) => {
      if (source === frame.contentWindow) resolve(data as Outcome);
    });
    frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
      <script type="module">
        // Vitest rewrites dynamic imports to go through its runner, which this page does not have.
        globalThis.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() };
        const violations = [];
        document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
        await import("${location.origin}/packages/player/src/element.ts");
        const element = document.createElement("oxbow-player");
        element.setAttribute("muted", "");
        element.setAttribute("autoplay", "");
        element.setAttribute("src", "${server}/videos/clock.flv");
        const report = () => parent.postMessage(
          { status: element.player.state.status, code: element.player.state.error?.code, violations }, "*");
        element.addEventListener("oxbow-error", () => setTimeout(report));
        element.addEventListener("playing", () => setTimeout(report));
        document.body.append(element);
      </script>`;
    document.body.append(frame);
  });
}

// The page's own script is inline here; what is under test is the player's needs. Vite's client wants a socket.
const scripts = `script-src 'self' ${location.origin} 'unsafe-inline'`;
const vite = `${location.origin} ${location.origin.replace("http", "ws")}`;

test("needs no more than the policy of the README", async () => {
  const outcome = await playUnder(
    `default-src 'self'; ${scripts}; media-src 'self' blob:; connect-src ${vite} ${server}`,
  );
  expect(outcome).toEqual({ status: "playing", code: undefined, violations: [] });
});

test.for([
  { name: "connections", policy: `default-src 'self'; ${scripts}; media-src blob:; connect-src ${vite}` },
  {
    name: "blob: media",
    policy: `default-src 'self'; ${scripts}; media-src 'self'; connect-src ${vite} ${server}`,
  },
])("a policy against $name ends in ERR_PLAYER_CSP", async ({ policy }) => {
  expect(await playUnder(policy)).toMatchObject({ status: "error", code: "ERR_PLAYER_CSP" });
});
