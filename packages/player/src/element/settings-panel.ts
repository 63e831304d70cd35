import { build } from "./build.ts";
import type { Locale } from "./locale.ts";

/** One version of the same film. */
export interface Quality {
  readonly label: string;
  /** The `file` of this version. */
  readonly file: string;
}

/** What the panel offers and whom it tells. */
export interface SettingsHost {
  readonly tracks: () => readonly TextTrack[];
  readonly onTrack: (index: number) => void;
  readonly rate: () => number;
  readonly onRate: (rate: number) => void;
  readonly qualities: () => readonly Quality[];
  readonly file: () => string;
  readonly onQuality: (quality: Quality) => void;
}

const RATES: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** Captions, speed and quality, as native lists: every assistive technology and every phone knows those. */
export class SettingsPanel {
  readonly root: HTMLElement = build("div", { className: "panel", hidden: true });
  onToggle: (isOpen: boolean) => void = () => {};
  readonly #host: SettingsHost;
  #words: Locale;

  constructor(host: SettingsHost, words: Locale) {
    this.#host = host;
    this.#words = words;
    this.root.setAttribute("part", "settings");
    this.root.setAttribute("role", "group");
    this.translate(words);
  }

  translate(words: Locale): void {
    this.#words = words;
    this.root.setAttribute("aria-label", words.settings);
    if (!this.root.hidden) this.#fill();
  }

  toggle(isOpen: boolean = this.root.hidden === true): void {
    if (isOpen) this.#fill();
    this.root.hidden = !isOpen;
    this.onToggle(isOpen);
    if (isOpen) this.root.querySelector("select")?.focus();
  }

  #fill(): void {
    const host = this.#host;
    const words = this.#words;
    const tracks = host.tracks();
    const qualities = host.qualities();
    const lists: [string, readonly string[], number, (index: number) => void][] = [];
    if (tracks.length > 0) {
      const names = [
        words.captionsOff,
        ...tracks.map((track) => track.label || track.language || words.captions),
      ];
      const shown = tracks.findIndex((track) => track.mode === "showing");
      lists.push([words.captions, names, shown + 1, (index) => host.onTrack(index - 1)]);
    }
    const rateNames = RATES.map((rate) => (rate === 1 ? words.normal : `${rate} ×`));
    lists.push([
      words.speed,
      rateNames,
      RATES.indexOf(host.rate()),
      (index) => host.onRate(RATES[index] ?? 1),
    ]);
    if (qualities.length > 0) {
      const current = qualities.findIndex((quality) => quality.file === host.file());
      const choose = (index: number): void => {
        const quality = qualities[index];
        if (quality !== undefined) host.onQuality(quality);
      };
      lists.push([words.quality, qualities.map((quality) => quality.label), current, choose]);
    }
    this.root.replaceChildren(
      ...lists.flatMap(([name, options, selected, choose], index) => {
        const id = `setting-${index}`;
        const select = build("select", { id }, ...options.map((text) => build("option", {}, text)));
        select.selectedIndex = selected;
        select.addEventListener("change", () => choose(select.selectedIndex));
        return [build("label", { htmlFor: id }, name), select];
      }),
    );
  }
}
