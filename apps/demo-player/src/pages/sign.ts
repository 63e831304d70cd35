import { parseStream, playName, toStreamerFile } from "@oxbow/stream-url";
import { signStream } from "@oxbow/stream-url/sign";
import { AdminApi } from "../api/admin-api.ts";
import { requireSignature, requiresSignature } from "../api/trusted-signers.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { codeBlock } from "../parts/code-block.ts";
import { createPageSigner, type PageSigner } from "../parts/page-signer.ts";
import { firstStream, streamForm } from "../parts/stream-form.ts";

/** Signed stream names: made here, checked by the edge. */
export const signPage: BuildPage = (context) => {
  const { config, signal, remember } = context;
  const endpoint = config.api ?? "";
  const api = new AdminApi(endpoint);
  const seconds = el("input", { type: "number", min: "1", max: "86400", value: "60" });
  const sourceIp = el("input", { placeholder: "any, or 127.0.0.1/32", spellcheck: "false" });
  const resource = el("input", { placeholder: "this stream, or videos/*", spellcheck: "false" });
  const result = el("div", { class: "stack" });
  const said = el("p", { role: "status", class: "quiet" });
  const requirement = el(
    "button",
    { type: "button", onclick: () => attempt(toggle) },
    "Require signed names",
  );
  const player = el("oxbow-player", { label: "The signed stream", muted: true });
  player.options = { edge: config.edge, autoplay: true };
  let madeSigner: Promise<PageSigner> | undefined;
  let countdown: ReturnType<typeof setInterval> | undefined;
  signal.addEventListener("abort", () => clearInterval(countdown));

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  async function distributionId(): Promise<string> {
    const host = new URL(form.value().streamer.replace(/^rtmp\w*/, "http")).hostname;
    const found = (await api.distributions()).find(
      ({ domainName, aliases }) => domainName === host || aliases.includes(host),
    );
    if (found === undefined) throw new Error(`no distribution serves ${host}`);
    return found.id;
  }

  function label(isRequired: boolean): void {
    requirement.textContent = isRequired ? "Stop requiring signed names" : "Require signed names";
  }

  async function toggle(): Promise<void> {
    const id = await distributionId();
    const isRequired = !(await requiresSignature(endpoint, id));
    await requireSignature(endpoint, id, isRequired);
    said.textContent = "The distribution is InProgress…";
    for (;;) {
      if ((await api.distributions()).find((each) => each.id === id)?.status === "Deployed" || signal.aborted)
        break;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    label(isRequired);
    said.textContent = isRequired ? "Unsigned names are refused now." : "Every name is served again.";
  }

  /** One key pair for the visit; the mock is told its public half. */
  function signer(): Promise<PageSigner> {
    madeSigner ??= (async () => {
      const made = await createPageSigner(`APKA${crypto.randomUUID().slice(0, 8).toUpperCase()}`);
      await api.setKeyPair(made.signer.keyPairId, made.publicKeyPem);
      return made;
    })();
    madeSigner.catch(() => {
      madeSigner = undefined;
    });
    return madeSigner;
  }

  async function sign(): Promise<void> {
    remember({ ...form.value() });
    const parsed = parseStream(form.value());
    if (!parsed.ok) throw new Error("Give a streamer and a file first.");
    const expiresEpochSeconds = Math.floor(Date.now() / 1000) + Number(seconds.value);
    const { reference, policy } = await signStream(parsed.reference, (await signer()).signer, {
      expiresEpochSeconds,
      ...(sourceIp.value !== "" && { sourceIp: sourceIp.value }),
      ...(resource.value !== "" && { resource: resource.value }),
    });
    const name = playName(reference);
    const left = el("span", { class: "tag good" });
    const play = (): void => {
      player.configure();
      void player.load(toStreamerFile(reference));
    };
    clearInterval(countdown);
    const tick = (): void => {
      const rest = expiresEpochSeconds - Math.floor(Date.now() / 1000);
      left.textContent = rest > 0 ? `valid for ${rest} s` : "expired: a new play is refused";
      left.className = `tag ${rest > 0 ? "good" : "bad"}`;
    };
    countdown = setInterval(tick, 500);
    tick();
    put(
      result,
      el(
        "section",
        { class: "card" },
        el("div", { class: "row apart" }, el("h2", {}, "Signed"), left),
        el("h3", {}, "Policy"),
        codeBlock(policy, "policy"),
        el("h3", {}, "Name to play"),
        codeBlock(name, "stream name"),
        el("h3", {}, "In flashvars, encoded once"),
        codeBlock(name.replace(/[?=&]/g, encodeURIComponent), "encoded stream name"),
        el(
          "div",
          { class: "row" },
          el("button", { class: "main", type: "button", onclick: play }, "Play the signed name"),
        ),
      ),
    );
    play();
  }

  const form = streamForm(context, "Sign it", () => void attempt(sign));
  form.root
    .querySelector(".fields")
    ?.append(
      el("label", { class: "field" }, "Valid for, seconds", seconds),
      el("label", { class: "field" }, "Only from (custom policy)", sourceIp),
      el("label", { class: "field" }, "For (custom policy)", resource),
    );
  const unsigned = el(
    "button",
    { type: "button", onclick: () => void playUnsigned() },
    "Play without a signature",
  );
  function playUnsigned(): void {
    player.configure();
    void player.load(form.value());
  }
  form.root.append(el("div", { class: "row" }, requirement, unsigned), said);
  if (firstStream(context).file !== "") {
    void attempt(async () => label(await requiresSignature(endpoint, await distributionId())));
  }
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "Sign a stream name"),
      el(
        "p",
        {},
        "A trusted signer's RSA signature travels in the name of the stream. The key is made in this page; the edge checks it for real.",
      ),
    ),
    el(
      "div",
      { class: "two even" },
      el("div", { class: "stack" }, form.root, result),
      el("div", { class: "stack" }, player),
    ),
  ];
};
