import type { SignStreamOptions } from "@oxbow/stream-url/sign";
import { el } from "../markup.ts";

/** How far back a custom policy that holds at once begins: clocks differ. */
const BEGAN_SECONDS_AGO = 60;

/** IPv4 address, or a range of them. */
const ADDRESS = "\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,2})?";

/** What a policy allows, chosen by the visitor. */
export interface PolicyForm {
  readonly root: HTMLElement;
  /** @param nowEpochSeconds what the relative times count from */
  readonly value: (nowEpochSeconds: number) => SignStreamOptions;
  /** As it goes into the address of the page; what it begins with is left out. */
  readonly params: () => Readonly<Record<string, string>>;
}

/** A canned policy (until when), or a custom one (from when, from where, for which names). */
export function policyForm(params: URLSearchParams): PolicyForm {
  const fields = {
    seconds: number("seconds", params.get("seconds") ?? "60", 1),
    delay: number("delay", params.get("delay") ?? "0", 0),
    ip: text("ip", params.get("ip") ?? "", "any, or 127.0.0.1/32"),
    names: text("names", params.get("names") ?? "", "this stream, or videos/*"),
  };
  fields.ip.pattern = ADDRESS;
  fields.ip.title = "An IPv4 address such as 192.0.2.7, or a range such as 192.0.2.0/24";
  const custom = [
    labelled("Valid in, seconds", fields.delay),
    labelled("Only from this address", fields.ip),
    labelled("For these names", fields.names),
  ];
  let isCustom = false;
  function choose(value: string): void {
    isCustom = value === "custom";
    for (const field of custom) field.hidden = !isCustom;
    // What is not to be seen does not hold up the form.
    for (const input of [fields.delay, fields.ip, fields.names]) input.disabled = !isCustom;
  }
  const wanted = params.get("policy") === "custom" ? "custom" : "canned";
  const choice = (value: string, label: string): HTMLElement =>
    el(
      "label",
      { class: "choice" },
      el("input", {
        type: "radio",
        name: "policy",
        value,
        checked: value === wanted,
        onchange: () => choose(value),
      }),
      label,
    );
  choose(wanted);
  const root = el(
    "fieldset",
    { class: "stack tight" },
    el("legend", {}, "Policy"),
    el(
      "div",
      { class: "row" },
      choice("canned", "Canned: this name, until a time"),
      choice("custom", "Custom: from when, from where, which names"),
    ),
    el("div", { class: "fields" }, labelled("Valid for, seconds", fields.seconds), ...custom),
  );
  return {
    root,
    params: () => ({
      ...(isCustom && { policy: "custom" }),
      ...Object.fromEntries(
        Object.values(fields)
          .filter(
            ({ value, defaultValue, disabled, name }) =>
              !disabled && (value !== defaultValue || params.has(name)),
          )
          .map(({ name, value }) => [name, value]),
      ),
    }),
    value: (nowEpochSeconds) => {
      const startsIn = Number(fields.delay.value);
      const expiresEpochSeconds = nowEpochSeconds + Number(fields.seconds.value);
      if (!isCustom) return { expiresEpochSeconds };
      return {
        expiresEpochSeconds: expiresEpochSeconds + startsIn,
        notBeforeEpochSeconds: nowEpochSeconds + (startsIn > 0 ? startsIn : -BEGAN_SECONDS_AGO),
        ...(fields.ip.value !== "" && { sourceIp: fields.ip.value }),
        ...(fields.names.value !== "" && { resource: fields.names.value }),
      };
    },
  };
}

function labelled(label: string, input: HTMLInputElement): HTMLElement {
  return el("label", { class: "field" }, label, input);
}

function number(name: string, value: string, min: number): HTMLInputElement {
  return el("input", { type: "number", name, min, max: "86400", step: "1", value, required: true });
}

function text(name: string, value: string, placeholder: string): HTMLInputElement {
  return el("input", { name, value, placeholder, spellcheck: "false", autocomplete: "off" });
}
