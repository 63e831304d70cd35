import { parseStream, playName, type StreamReference, toStreamerFile } from "@oxbow/stream-url";
import { signStream } from "@oxbow/stream-url/sign";
import { AdminApi } from "../api/admin-api.ts";
import { untilDeployed } from "../api/deployment.ts";
import { onReturn } from "../api/reach.ts";
import { requireSignature, requiresSignature } from "../api/trusted-signers.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { emptyState } from "../parts/empty-state.ts";
import { findDistribution } from "../parts/find-distribution.ts";
import { createPageSigner, type PageSigner } from "../parts/page-signer.ts";
import { policyForm } from "../parts/policy-form.ts";
import type { ChosenStream } from "../parts/read-stream.ts";
import { signedName } from "../parts/signed-name.ts";
import { streamForm } from "../parts/stream-form.ts";
import { SwitchRow } from "../parts/switch-row.ts";

/** Signed stream names: made here, checked by the edge. */
export const signPage: BuildPage = (context) => {
  const { config, params, signal, remember } = context;
  const endpoint = config.api ?? "";
  const api = new AdminApi(endpoint);
  const policy = policyForm(params);
  const result = el("div", { class: "stack" });
  const said = el("p", { role: "status", class: "quiet" });
  const player = el("oxbow-player", { label: "The signed stream", muted: true });
  player.options = { edge: config.edge, autoplay: true };
  let shownFor = params.get("player") ?? "jwplayer5";
  let madeSigner: Promise<PageSigner> | undefined;
  let signed: AbortController | undefined;
  signal.addEventListener("abort", () => signed?.abort());

  async function attempt(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  async function distributionId(): Promise<string> {
    const parsed = parseStream(form.value());
    if (!parsed.ok) throw new Error("Give a streamer and a file first.");
    const { host } = parsed.reference;
    const found = findDistribution(await api.distributions(), host);
    if (found === undefined) throw new Error(`This cloud has no RTMP distribution called ${host}.`);
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

  /** One key pair for the visit. The mock is told its public half each time: it may have been emptied meanwhile. */
  async function signer(): Promise<PageSigner["signer"]> {
    madeSigner ??= createPageSigner(`APKA${crypto.randomUUID().slice(0, 8).toUpperCase()}`);
    const { signer: made, publicKeyPem } = await madeSigner;
    await api.setKeyPair(made.keyPairId, publicKeyPem);
    return made;
  }

  function play(stream: ChosenStream): void {
    player.configure();
    void player.load(stream);
  }

  function recall(stream: ChosenStream): void {
    remember({ ...stream, ...policy.params(), ...(shownFor !== "jwplayer5" && { player: shownFor }) });
  }

  async function sign(stream: ChosenStream): Promise<void> {
    recall(stream);
    const parsed = parseStream(stream);
    if (!parsed.ok) throw new Error("Give a streamer and a file first.");
    const plain: StreamReference = { ...parsed.reference, query: "" };
    const options = policy.value(Math.floor(Date.now() / 1000));
    const { reference, policy: text } = await signStream(plain, await signer(), options);
    if (signal.aborted) return;
    signed?.abort();
    signed = new AbortController();
    put(
      result,
      signedName({
        reference,
        policy: text,
        expiresEpochSeconds: options.expiresEpochSeconds,
        notBeforeEpochSeconds: options.notBeforeEpochSeconds,
        edge: config.edge,
        player: shownFor,
        onPlayer: (id) => {
          shownFor = id;
          recall(stream);
        },
        play: () => play(toStreamerFile(reference)),
        playForged: () => play(toStreamerFile(forge(reference))),
        signal: signed.signal,
      }),
    );
    said.textContent = `Signed ${playName(plain)}.`;
    play(toStreamerFile(reference));
    if (!(await showRequirement()))
      said.textContent +=
        " Nothing checks it yet: this distribution serves every name until signed ones are required.";
  }

  async function playPlain(): Promise<void> {
    const stream = await form.read();
    if (stream !== undefined) play(stream);
  }

  /** @returns whether names have to be signed now */
  async function showRequirement(): Promise<boolean> {
    try {
      const isRequired = await requiresSignature(endpoint, await distributionId());
      requirement.show(isRequired, true);
      return isRequired;
    } catch (error) {
      requirement.show(false, false);
      throw error;
    }
  }

  const form = streamForm(context, "Sign and play", (stream) => void attempt(() => sign(stream)), {
    more: [policy.root],
    onNothing: () =>
      put(result, emptyState("Nothing to sign yet.", "Give a streamer and a file, or make a stream first.")),
    buttons: [
      el("button", { type: "button", onclick: () => void attempt(playPlain) }, "Play without a signature"),
    ],
  });
  form.root.append(said);
  async function lookUp(): Promise<void> {
    if (form.value().file !== "") await showRequirement();
  }
  void attempt(async () => {
    await form.ready;
    await lookUp();
  });
  onReturn(() => void attempt(lookUp), signal);
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
