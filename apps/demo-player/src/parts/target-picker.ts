import { TARGETS, type Target } from "@oxbow/stream-url/targets";
import { el } from "../markup.ts";

const ERAS: readonly { readonly era: Target["era"]; readonly title: string }[] = [
  { era: "flash", title: "Flash era" },
  { era: "command-line", title: "Command line" },
  { era: "today", title: "Today" },
];

/** Every player that a configuration can be written for, by era. */
export function targetPicker(chosen: string, onChange: () => void): HTMLSelectElement {
  return el(
    "select",
    { onchange: onChange },
    ...ERAS.map(({ era, title }) =>
      el(
        "optgroup",
        { label: title },
        ...TARGETS.filter((target) => target.era === era).map(({ id, label }) =>
          el("option", { value: id, selected: id === chosen }, label),
        ),
      ),
    ),
  );
}

export function targetOf(picker: HTMLSelectElement): Target | undefined {
  return TARGETS.find(({ id }) => id === picker.value) ?? TARGETS[0];
}
