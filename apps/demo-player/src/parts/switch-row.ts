import { el } from "../markup.ts";

/** A switch with what it does, which shows its own trouble. */
export class SwitchRow {
  readonly root: HTMLElement;
  readonly #box = el("input", { type: "checkbox", role: "switch", disabled: true });
  readonly #trouble = el("p", { class: "small", role: "alert" });
  readonly #flip: (isOn: boolean) => Promise<void>;
  #isTurning = false;

  constructor(title: string, about: string, flip: (isOn: boolean) => Promise<void>) {
    this.#flip = flip;
    this.#box.addEventListener("change", () => {
      const isOn = this.#box.checked;
      // It stands where it stood until what it stands for is done.
      if (this.#isTurning) this.#box.checked = !isOn;
      else void this.turn(isOn);
    });
    this.root = el(
      "div",
      {},
      el(
        "label",
        { class: "switch" },
        this.#box,
        el("span", {}, el("strong", {}, title), el("span", { class: "quiet small block" }, about)),
      ),
      this.#trouble,
    );
  }

  /** Shows how things are, without changing them. */
  show(isOn: boolean, isUsable: boolean): void {
    if (!this.#isTurning) this.#box.checked = isOn;
    this.#box.disabled = !isUsable;
  }

  async turn(isOn: boolean): Promise<void> {
    if (this.#isTurning) return;
    this.#isTurning = true;
    this.#box.checked = isOn;
    this.root.classList.add("busy");
    this.#trouble.textContent = "";
    try {
      await this.#flip(isOn);
    } catch (error) {
      this.#box.checked = !isOn;
      this.#trouble.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      this.#isTurning = false;
      this.root.classList.remove("busy");
    }
  }

  focus(): void {
    this.#box.focus();
  }
}
