import { AdminApi } from "../api/admin-api.ts";
import { onReturn } from "../api/reach.ts";
import type { PlanStep, RunningTask, StreamedSite, TaskEvent } from "../api/task-event.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { codeBlock } from "../parts/code-block.ts";
import { failureNotice } from "../parts/failure-notice.ts";
import { GUIDE, statesOf } from "../parts/guide.ts";
import { keepAsking } from "../parts/live.ts";
import { TaskStep } from "../parts/task-step.ts";

type Action = RunningTask["action"];

/** What a stream of events ends with when its server does. */
const BROKE_OFF = "the connection to the mock broke off. What was done until then stays done.";

/** How often it is asked whether another page has begun something. */
const ASK_MS = 2000;

/** The task list, carried out for real by the provisioning library in the mock's process. */
export const taskListPage: BuildPage = ({ config, params, signal, remember }) => {
  const api = new AdminApi(config.api ?? "");
  const said = el("p", { role: "status", class: "quiet" }, "Looking at what is there…");
  const name = el("input", {
    name: "site",
    value: params.get("site") ?? "holiday",
    pattern: "[a-z0-9][a-z0-9\\-]{1,40}",
    required: true,
    autocomplete: "off",
    spellcheck: "false",
    onchange: () => {
      if (!name.reportValidity()) return;
      site = name.value;
      remember({ site });
      isChosen = false;
      for (const step of steps) step.reset();
      void look();
    },
  });
  const steps = GUIDE.map(
    (step, index) => new TaskStep(index + 1, step, (action, task) => act(action, task)),
  );
  const outcome = el("div", { class: "stack" });
  const meter = el("progress", { max: GUIDE.length, value: 0, "aria-label": "Steps done" });
  const buttons = [
    el("button", { class: "main", type: "submit", value: "apply" }, "Carry out all eight"),
    el("button", { type: "submit", value: "destroy" }, "Undo everything"),
  ];
  /** The site that is looked at; what is just being typed is none yet. */
  let site = name.value;
  let isChosen = false;
  let isBusy = false;
  let shown = "";
  /** How many tasks had ended when that was last looked at. */
  let ended: number | undefined;

  function act(action: Action, task?: number): void {
    if (isBusy || !name.reportValidity()) return;
    site = name.value;
    // The choice of step 2 is the page's to remember: it leaves no trace in the cloud.
    if (action === "apply") isChosen ||= task === undefined || task >= 2;
    else if (task === undefined || task <= 2) isChosen = false;
    void run(action, task);
  }

  function run(action: Action, task: number | undefined): Promise<void> {
    remember({ site });
    const body = { action, site: { name: site }, ...(task !== undefined && { task }) };
    return follow(api.task(body, signal), action, task);
  }

  /** Joins what was begun before this page was opened, or in another one. */
  async function join({ action, task }: RunningTask): Promise<void> {
    if (isBusy) return;
    if (action === "apply") isChosen = true;
    await follow(api.followTask(site, signal), action, task);
  }

  async function follow(
    events: AsyncIterable<TaskEvent>,
    action: Action,
    task: number | undefined,
  ): Promise<void> {
    setBusy(true);
    for (const step of steps) step.reset();
    put(outcome);
    shown = "";
    let current = task ?? 1;
    try {
      for await (const event of events) {
        current = stepOf(event) ?? current;
        show(event);
        if (action === "apply") {
          if (current > 2 && isChosen) steps[1]?.finish();
          meter.value = steps.filter((step) => step.isDone).length;
        }
        if (event.type === "failed") steps[current - 1]?.fail();
      }
      // Its own end is nothing new; one that comes while the site is looked at is.
      ended = (await api.tasks(site)).ended;
      await look(action === "apply" ? "Done." : "Undone.");
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  }

  /** Reads how the site stands. */
  async function look(word = ""): Promise<void> {
    if (!name.checkValidity()) {
      said.textContent = "This is no name for a site: it takes 2 to 41 small letters, digits and hyphens.";
      return;
    }
    const asked = site;
    try {
      for await (const event of api.task({ action: "plan", site: { name: asked } }, signal)) {
        // What is said of another name would be taken for this one's.
        if (asked !== site) return;
        if (event.type === "plan") showStates(event.steps, event.site, word);
        else if (event.type === "failed") throw new Error(event.message);
      }
    } catch (error) {
      if (asked === site) fail(error);
    }
  }

  /** Looks again when another page has begun something, or ended it. */
  function watch(): void {
    let isFirst = true;
    keepAsking(
      async () => {
        const asked = site;
        return isBusy || !name.checkValidity() ? undefined : { asked, tasks: await api.tasks(asked) };
      },
      (answer) => {
        if (answer === undefined || isBusy || answer.asked !== site) return;
        const { tasks } = answer;
        const isNew = ended !== undefined && ended !== tasks.ended;
        ended = tasks.ended;
        if (tasks.running !== null) void join(tasks.running);
        else if (isFirst || isNew) void look();
        isFirst = false;
      },
      (error) => {
        if (isFirst) fail(error);
      },
      ASK_MS,
      signal,
    );
    if (!name.checkValidity()) void look();
  }

  function fail(error: unknown): void {
    if (signal.aborted) return;
    said.textContent = "";
    const notice = failureNotice("It stopped", error instanceof TypeError ? BROKE_OFF : error);
    // An alert that is put there again is read out again.
    if (outcome.textContent === notice.textContent) return;
    put(outcome, notice);
    shown = "";
  }

  function showStates(plan: readonly PlanStep[], site: StreamedSite | undefined, word: string): void {
    const states = statesOf(plan, isChosen);
    isChosen = states[1]?.isDone === true;
    const first = states.findIndex(({ isDone }) => !isDone) + 1;
    for (const [index, step] of steps.entries()) {
      const state = states[index];
      if (state !== undefined) step.show(state, first);
    }
    const done = states.filter(({ isDone }) => isDone).length;
    meter.value = done;
    const standing =
      done === 0
        ? "Nothing of it is there."
        : done === GUIDE.length
          ? "All eight steps are done."
          : `${done} of 8 steps are done.`;
    said.textContent = `${word} ${standing}`.trim();
    if (site !== undefined && done === GUIDE.length) celebrate(site);
    else if (outcome.querySelector(".notice") === null) {
      put(outcome);
      shown = "";
    }
  }

  function show(event: TaskEvent): void {
    const task = stepOf(event);
    const step = task === undefined ? undefined : steps[task - 1];
    if (event.type === "exchange") step?.addExchange(event.exchange);
    else if (step !== undefined) said.textContent = step.receive(event);
    if (event.type === "failed") put(outcome, failureNotice("It stopped", event.message));
  }

  function celebrate({ streamer, files }: StreamedSite): void {
    const file = files.find((each) => each.endsWith(".flv")) ?? files[0] ?? "";
    if (shown === `${streamer} ${file}`) return;
    shown = `${streamer} ${file}`;
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
        codeBlock(`streamer: ${streamer}\nfile: ${file}`, "streamer and file"),
        el("a", { class: "button", href: link }, "Open it on the Play page"),
      ),
    );
  }

  function setBusy(busy: boolean): void {
    isBusy = busy;
    name.readOnly = busy;
    for (const step of steps) step.setBusy(busy);
    for (const button of buttons) button.setAttribute("aria-disabled", String(busy));
  }

  const form = el(
    "form",
    {
      class: "card",
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        const { value = "apply" } = (event.submitter as HTMLButtonElement | null) ?? {};
        act(value === "destroy" ? "destroy" : "apply");
      },
    },
    el("label", { class: "field" }, "Name of the site", name),
    el("div", { class: "row" }, ...buttons),
    meter,
    said,
  );
  watch();
  onReturn(() => {
    if (!isBusy) {
      put(outcome);
      shown = "";
      void look();
    }
  }, signal);
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "The task list, live"),
      el(
        "p",
        {},
        "Amazon's eight steps to RTMP streaming, done to this cloud by the provisioning library: all at once, or one by one, and back. Each step keeps its requests and answers to unfold.",
      ),
    ),
    el(
      "div",
      { class: "two reverse" },
      el("div", { class: "stack" }, form, outcome),
      el(
        "section",
        { class: "card", "aria-labelledby": "eight-steps" },
        el("h2", { id: "eight-steps" }, "Eight steps"),
        el("ol", { class: "plain steps" }, ...steps.map((step) => step.root)),
      ),
    ),
  ];
};

function stepOf(event: TaskEvent): number | undefined {
  if ("task" in event) return event.task;
  return "step" in event ? event.step.task : undefined;
}
