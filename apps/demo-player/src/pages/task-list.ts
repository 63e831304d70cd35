import { AdminApi } from "../api/admin-api.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { TaskStep } from "../parts/task-step.ts";

/** The eight steps of the developer guide. */
const TASKS: readonly { readonly title: string; readonly about: string }[] = [
  {
    title: "Create buckets",
    about: "One for the films, one for the player's files; names that DNS can carry.",
  },
  { title: "Choose a player", about: "This page is the player: @oxbow/player." },
  { title: "Upload the player's files", about: "Every file publicly readable, not the bucket." },
  { title: "Create a web distribution", about: "It serves the player's page; its name begins with d." },
  { title: "Upload the media files", about: "Publicly readable; a Flash Video file must be named .flv." },
  { title: "Create an RTMP distribution", about: "CreateStreamingDistribution; its name begins with s." },
  { title: "Configure the player", about: "streamer and file, written to config.json beside the page." },
  { title: "Wait until it is deployed, and play", about: "InProgress turns into Deployed." },
];

type Action = "plan" | "apply" | "destroy";

/** The task list, carried out for real by the provisioning library in the mock's process. */
export const taskListPage: BuildPage = ({ config, params, signal, remember }) => {
  const api = new AdminApi(config.api ?? "");
  const said = el("p", { role: "status", class: "quiet" }, "Nothing has been done yet.");
  const name = el("input", {
    name: "site",
    value: params.get("site") ?? "holiday",
    pattern: "[a-z0-9][a-z0-9\\-]{1,40}",
    required: true,
  });
  const steps = TASKS.map(({ title, about }, index) => new TaskStep(index + 1, title, about));
  const outcome = el("div");
  const buttons = [
    el("button", { class: "main", type: "submit", value: "apply" }, "Carry it out"),
    el("button", { type: "submit", value: "plan" }, "Only show the plan"),
    el("button", { type: "submit", value: "destroy" }, "Undo everything"),
  ];

  async function run(action: Action): Promise<void> {
    remember({ site: name.value });
    for (const button of buttons) button.disabled = true;
    for (const step of steps) step.reset();
    put(outcome);
    const startedAt = new Date().toISOString();
    try {
      for await (const event of api.task({ action, site: { name: name.value } }, signal)) show(event);
      said.textContent =
        action === "destroy"
          ? "Everything is gone again."
          : action === "plan"
            ? "This is what would be done."
            : "Done.";
      await showRequests(startedAt);
    } catch (error) {
      if (signal.aborted) return;
      said.textContent = "";
      put(
        outcome,
        el(
          "p",
          { class: "notice bad", role: "alert" },
          `It stopped: ${error instanceof Error ? error.message : String(error)}.`,
        ),
      );
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  }

  function show(event: Readonly<Record<string, unknown>>): void {
    const all = event.steps;
    if (Array.isArray(all)) for (const step of all) steps[taskOf(step) - 1]?.plan(step);
    const step = steps[(event.removal === undefined ? taskOf(event.step) : taskOfRemoval(event.removal)) - 1];
    step?.receive(event);
    if (step !== undefined) said.textContent = step.sentence;
    if (event.type === "failed" || event.type === "error") {
      put(
        outcome,
        el("p", { class: "notice bad", role: "alert" }, String(event.message ?? "The task failed.")),
      );
    }
    const site = event.site as { readonly streamer?: string; readonly files?: readonly string[] } | undefined;
    if (event.type === "done" && site?.streamer !== undefined) celebrate(site.streamer, site.files ?? []);
  }

  function celebrate(streamer: string, files: readonly string[]): void {
    const file = files.find((each) => each.endsWith(".flv")) ?? files[0] ?? "";
    const player = el("oxbow-player", {
      streamer,
      file,
      edge: config.edge,
      autoplay: true,
      muted: true,
      label: "The new stream",
    });
    const link = `#/play?${new URLSearchParams({ streamer, file })}`;
    put(
      outcome,
      el(
        "section",
        { class: "card" },
        el("h2", {}, "It streams"),
        player,
        el("p", {}, el("code", {}, `${streamer} · ${file}`)),
        el("a", { href: link }, "Open it on its own page"),
      ),
    );
  }

  /** What the APIs were asked meanwhile, under the step that asked. */
  async function showRequests(since: string): Promise<void> {
    const requests = await api.requests();
    for (const request of requests.filter(({ at }) => at >= since)) {
      const index = steps.findIndex((step) => step.isAbout(request));
      steps[index]?.addRequest(request);
    }
  }

  const form = el(
    "form",
    {
      class: "card",
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        void run(((event.submitter as HTMLButtonElement | null)?.value ?? "apply") as Action);
      },
    },
    el("label", { class: "field" }, "Name of the site", name),
    el("div", { class: "row" }, ...buttons),
    said,
  );
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "The task list, live"),
      el(
        "p",
        {},
        "The eight steps of Amazon's guide to RTMP streaming, done against the mock by the provisioning library. Doing it twice changes nothing the second time.",
      ),
    ),
    el(
      "div",
      { class: "two" },
      el(
        "section",
        { class: "card" },
        el("h2", {}, "Eight steps"),
        el("div", {}, ...steps.map((step) => step.root)),
      ),
      el("div", { class: "stack" }, form, outcome),
    ),
  ];
};

function taskOf(step: unknown): number {
  return typeof step === "object" && step !== null && "task" in step ? Number(step.task) : 0;
}

/** The step that made what goes away. */
function taskOfRemoval(removal: unknown): number {
  const { kind = "", name = "" } = removal as { readonly kind?: string; readonly name?: string };
  if (kind === "object") return name.split("/", 1)[0]?.endsWith("-player") ? 3 : 5;
  return { bucket: 1, "web-distribution": 4, "bucket-policy": 5 }[kind] ?? 6;
}
