import type { SignStreamOptions } from "@oxbow/stream-url/sign";
import { el } from "../markup.ts";

/** How far back a custom policy that holds at once begins: clocks differ. */
const BEGAN_SECONDS_AGO = 60;

/** What a policy allows, chosen by the visitor. */
export interface PolicyForm {
  readonly root: HTMLElement;
  /** @param nowEpochSeconds what the relative times count from */
  readonly value: (nowEpochSeconds: number) => SignStreamOptions;
}

/** A canned policy (until when), or a custom one (from when, from where, for which names). */
export function policyForm(): PolicyForm {
  const seconds = el("input", { type: "number", min: "1", max: "86400", value: "60", required: true });
  const delay = el("input", { type: "number", min: "0", max: "86400", value: "0" });
  const sourceIp = el("input", { placeholder: "any, or 127.0.0.1/32", spellcheck: "false" });
  const resource = el("input", { placeholder: "this stream, or videos/*", spellcheck: "false" });
  const custom = [
    el("label", { class: "field", hidden: true }, "Valid in, seconds", delay),
    el("label", { class: "field", hidden: true }, "Only from this address", sourceIp),
    el("label", { class: "field", hidden: true }, "For these names", resource),
  ];
  let isCustom = false;
  const choice = (value: string, text: string, isChecked: boolean): HTMLElement =>
    el(
      "label",
      { class: "choice" },
      el("input", {
        type: "radio",
        name: "policy",
        value,
        checked: isChecked,
        onchange: () => {
          isCustom = value === "custom";
          for (const field of custom) field.hidden = !isCustom;
        },
      }),
      text,
    );
  const root = el(
    "fieldset",
    { class: "stack tight" },
    el("legend", {}, "Policy"),
    el(
      "div",
      { class: "row" },
      choice("canned", "Canned: this name, until a time", true),
      choice("custom", "Custom: from when, from where, which names", false),
    ),
    el("div", { class: "fields" }, el("label", { class: "field" }, "Valid for, seconds", seconds), ...custom),
  );
  return {
    root,
    value: (nowEpochSeconds) => {
      const startsIn = Number(delay.value);
      const expiresEpochSeconds = nowEpochSeconds + Number(seconds.value);
      if (!isCustom) return { expiresEpochSeconds };
      return {
        expiresEpochSeconds: expiresEpochSeconds + startsIn,
        notBeforeEpochSeconds: nowEpochSeconds + (startsIn > 0 ? startsIn : -BEGAN_SECONDS_AGO),
        ...(sourceIp.value !== "" && { sourceIp: sourceIp.value }),
        ...(resource.value !== "" && { resource: resource.value }),
      };
    },
  };
}
