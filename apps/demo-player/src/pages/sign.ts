import { parseStream, playName, type StreamReference, toStreamerFile } from "@oxbow/stream-url";
import { signStream } from "@oxbow/stream-url/sign";
import { AdminApi } from "../api/admin-api.ts";
import { untilDeployed } from "../api/deployment.ts";
import { requireSignature, requiresSignature } from "../api/trusted-signers.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { createPageSigner, type PageSigner } from "../parts/page-signer.ts";
import { policyForm } from "../parts/policy-form.ts";
import { signedName } from "../parts/signed-name.ts";
import { streamForm } from "../parts/stream-form.ts";
import { SwitchRow } from "../parts/switch-row.ts";

/** Signed stream names: made here, checked by the edge. */
export const signPage: BuildPage = (context) => {
  const { config, signal, remember } = context;
  const endpoint = config.api ?? "";
  const api = new AdminApi(endpoint);
  const policy = policyForm();
  const result = el("div", { class: "stack" });
  const said = el("p", { role: "status", class: "quiet" });
  const player = el("oxbow-player", { label: "The signed stream", muted: true });
  player.options = { edge: config.edge, autoplay: true };
  let madeSigner: Promise<PageSigner> | undefined;
  let signed: AbortController | undefined;
  signal.addEventListener("abort", () => signed?.abort());

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  async function distributionId(): Promise<string> {
    const host = URL.parse(form.value().streamer.replace(/^rtmp\w*/, "http"))?.hostname ?? "";
    const found = (await api.distributions()).find(
      ({ domainName, aliases }) => domainName === host || aliases.includes(host),
    );
    if (found === undefined) throw new Error(`no distribution of this cloud is called ${host || "that"}`);
    return found.id;
  }

  const requirement = new SwitchRow(
    "Require signed names",
    "Makes this account the distribution's trusted signer. Names without its signature are refused.",
    async (isRequired) => {
      const id = await distributionId();
      await requireSignature(endpoint, id, isRequired);
      said.textContent = "The distribution is InProgress…";
      await untilDeployed(api, id, signal);
      said.textContent = isRequired ? "Unsigned names are refused now." : "Every name is served again.";
    },
  );

  requirement.root.classList.add("calm");

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

  function play(stream: { readonly streamer: string; readonly file: string }): void {
    player.configure();
    void player.load(stream);
  }

  async function sign(): Promise<void> {
    remember({ ...form.value() });
    const parsed = parseStream(form.value());
    if (!parsed.ok) throw new Error("Give a streamer and a file first.");
    const plain: StreamReference = { ...parsed.reference, query: "" };
    const options = policy.value(Math.floor(Date.now() / 1000));
    const { reference, policy: text } = await signStream(plain, (await signer()).signer, options);
    signed?.abort();
    signed = new AbortController();
    put(
      result,
      signedName({
        reference,
        policy: text,
        expiresEpochSeconds: options.expiresEpochSeconds,
        edge: config.edge,
        play: () => play(toStreamerFile(reference)),
        playForged: () => play(toStreamerFile(forge(reference))),
        signal: signed.signal,
      }),
    );
    said.textContent = `Signed ${playName(plain)}.`;
    play(toStreamerFile(reference));
  }

  const form = streamForm(context, "Sign and play", () => void attempt(sign));
  form.root.querySelector(".fields")?.after(policy.root);
  form.root
    .querySelector(":scope > .row")
    ?.append(el("button", { type: "button", onclick: () => play(form.value()) }, "Play without a signature"));
  form.root.append(said);
  void attempt(async () => {
    await form.ready;
    requirement.show(await requiresSignature(endpoint, await distributionId()), true);
  });
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "Sign a stream name"),
      el(
        "p",
        {},
        "A trusted signer's RSA signature travels in the name of the stream. The key is made in this page and never leaves it; the edge checks it for real.",
      ),
    ),
    el(
      "div",
      { class: "two even" },
      el("div", { class: "stack" }, form.root, el("section", { class: "card" }, requirement.root)),
      el("div", { class: "stack" }, player, result),
    ),
  ];
};

/** The same name with another expiry, under the old signature. */
function forge(reference: StreamReference): StreamReference {
  const query = reference.query
    .replace(/Expires=\d+/, "Expires=2147483000")
    .replace(/Policy=(.)/, (_, first) => `Policy=${first === "f" ? "g" : "f"}`);
  return { ...reference, query };
}
