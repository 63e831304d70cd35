import { el } from "../markup.ts";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 300;
const HEIGHT = 100;
/** What stays free above the highest value. */
const HEADROOM = 1.1;

interface LineChartOptions {
  readonly title: string;
  /** Values kept; the oldest goes when there are more. */
  readonly capacity: number;
  /** Time from one value to the next, in milliseconds. */
  readonly everyMs: number;
  readonly format: (value: number) => string;
}

/** A line over the whole width, with its peak and its time; the last value is said in words as well. */
export class LineChart {
  readonly root: HTMLElement;
  readonly #line = document.createElementNS(SVG, "path");
  readonly #area = document.createElementNS(SVG, "path");
  readonly #caption = el("span", { class: "quiet small" });
  readonly #peak = el("span", {});
  readonly #since = el("span", {});
  readonly #plot: HTMLElement;
  readonly #values: number[] = [];
  readonly #options: LineChartOptions;

  constructor(options: LineChartOptions) {
    this.#options = options;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("class", "chart");
    svg.setAttribute("aria-hidden", "true");
    this.#area.setAttribute("class", "area");
    svg.append(this.#area, this.#line);
    const scale = el(
      "div",
      { class: "row apart quiet small", "aria-hidden": "true" },
      this.#since,
      this.#peak,
      el("span", {}, "now"),
    );
    this.#plot = el("div", { class: "stack tight", hidden: true }, svg, scale);
    this.root = el(
      "div",
      { class: "stack tight" },
      el("div", { class: "row apart" }, el("h3", {}, options.title), this.#caption),
      this.#plot,
    );
    this.say("–");
  }

  /** Says something instead of the last value. */
  say(text: string): void {
    this.#caption.textContent = text;
  }

  clear(): void {
    this.#values.length = 0;
    this.#plot.hidden = true;
    this.say("–");
  }

  push(value: number): void {
    const { capacity, everyMs, format } = this.#options;
    const values = this.#values;
    values.push(value);
    if (values.length > capacity) values.shift();
    this.say(format(value));
    const steps = values.length - 1;
    // One value is no line yet.
    if (steps < 1) return;
    const peak = Math.max(...values, 1);
    const points = values.map((each, index) => {
      const x = (index * WIDTH) / steps;
      return `${x.toFixed(1)} ${(HEIGHT - (each / (peak * HEADROOM)) * HEIGHT).toFixed(1)}`;
    });
    const line = `M${points.join("L")}`;
    this.#line.setAttribute("d", line);
    this.#area.setAttribute("d", `${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`);
    this.#since.textContent = `${Math.round((steps * everyMs) / 1000)} s ago`;
    this.#peak.textContent = `highest ${format(peak)}`;
    this.#plot.hidden = false;
  }
}
