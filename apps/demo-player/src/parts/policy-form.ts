import type { SignStreamOptions } from "@oxbow/stream-url/sign";
import { el } from "../markup.ts";

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
  const custom = el(
    "div",
    { class: "fields", hidden: true },
    el("label", { class: "field" }, "Valid in, seconds", delay),
    el("label", { class: "field" }, "Only from this address", sourceIp),
    el("label", { class: "field" }, "For these names", resource),
  );
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
          custom.hidden = value !== "custom";
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
    el("div", { class: "fields" }, el("label", { class: "field" }, "Valid for, seconds", seconds)),
    custom,
  );
  return {
    root,
    value: (nowEpochSeconds) => {
      const startsIn = Number(delay.value);
      const expiresEpochSeconds = nowEpochSeconds + Number(seconds.value);
      if (custom.hidden) return { expiresEpochSeconds };
      return {
        expiresEpochSeconds: expiresEpochSeconds + startsIn,
        // Valid at once means without a beginning: one of now is in the future for whoever asks this second.
        ...(startsIn > 0 && { notBeforeEpochSeconds: nowEpochSeconds + startsIn }),
        ...(sourceIp.value !== "" && { sourceIp: sourceIp.value }),
        ...(resource.value !== "" && { resource: resource.value }),
      };
    },
  };
}
