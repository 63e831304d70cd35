import { el } from "../markup.ts";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 300;
const HEIGHT = 100;

/** A line that grows to the right, and moves to the left once there is no more room. Its last value is said in words as well. */
export class LineChart {
  readonly root: HTMLElement;
  readonly #line = document.createElementNS(SVG, "path");
  readonly #area = document.createElementNS(SVG, "path");
  readonly #caption = el("span", { class: "quiet small" });
  readonly #values: number[] = [];
  readonly #capacity: number;
  readonly #format: (value: number) => string;

  constructor(title: string, capacity: number, format: (value: number) => string) {
    this.#capacity = capacity;
    this.#format = format;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("class", "chart");
    svg.setAttribute("aria-hidden", "true");
    this.#area.setAttribute("class", "area");
    svg.append(this.#area, this.#line);
    this.root = el(
      "div",
      { class: "stack" },
      el("div", { class: "row apart" }, el("h3", {}, title), this.#caption),
    );
    this.root.append(svg);
  }

  push(value: number): void {
    this.#values.push(value);
    if (this.#values.length > this.#capacity) this.#values.shift();
    const top = Math.max(...this.#values, 1) * 1.1;
    const points = this.#values.map((each, index) => {
      const x = index * (WIDTH / (this.#capacity - 1));
      return `${x.toFixed(1)} ${(HEIGHT - (each / top) * HEIGHT).toFixed(1)}`;
    });
    const line = `M${points.join("L")}`;
    this.#line.setAttribute("d", line);
    const right = points.at(-1)?.split(" ")[0] ?? "0";
    this.#area.setAttribute("d", `${line}L${right} ${HEIGHT}L0 ${HEIGHT}Z`);
    this.#caption.textContent = this.#format(value);
  }
}
