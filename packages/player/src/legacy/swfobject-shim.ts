import type { OxbowPlayerElement } from "../element/oxbow-player.ts";
import { scriptOf } from "./script-of.ts";
import type { MountSnippet } from "./shims.ts";

/** The last Flash Player there was. */
const FLASH_VERSION = Object.freeze({ major: 32, minor: 0, release: 0 });

/** What SWFObject 2 tells a callback. */
interface EmbedOutcome {
  readonly success: boolean;
  readonly id: string;
  readonly ref?: OxbowPlayerElement | HTMLElement;
}

/** Stands in for SWFObject 2. */
export function swfobjectShim(mount: MountSnippet): Readonly<Record<string, unknown>> {
  const tell = (callback: unknown, id: string, ref: HTMLElement | undefined): void => {
    if (typeof callback !== "function") return;
    const outcome: EmbedOutcome = { success: ref !== undefined, id, ...(ref !== undefined && { ref }) };
    callback(outcome);
  };
  const onReady = (listener: () => void): void => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => listener());
    else queueMicrotask(listener);
  };
  return {
    embedSWF(...call: readonly unknown[]) {
      const [movie, place, width, height, version, , flashvars, parameters, attributes, callback] = call;
      const id = String(place);
      const values = [movie, id, width, height, version, false, flashvars || {}, parameters || {}];
      const player = mount(scriptOf("swfobject.embedSWF", values), id);
      const name = (attributes as { readonly id?: unknown } | undefined)?.id;
      if (player !== undefined && typeof name === "string" && name !== "") player.id = name;
      tell(callback, id, player);
    },
    createSWF(attributes: Readonly<Record<string, unknown>>, parameters: object | undefined, id: string) {
      const { data, width, height } = attributes;
      const { flashvars = "" } = (parameters ?? {}) as { readonly flashvars?: string };
      const variables = Object.fromEntries(new URLSearchParams(flashvars));
      return mount(scriptOf("swfobject.embedSWF", [data, id, width, height, "9", false, variables, {}]), id);
    },
    // The markup itself was taken over already.
    registerObject(id: string, _version: string, _install: unknown, callback: unknown) {
      onReady(() => tell(callback, id, document.getElementById(id) ?? undefined));
    },
    getObjectById: (id: string) => document.getElementById(id),
    removeSWF: (id: string) => document.getElementById(id)?.remove(),
    addDomLoadEvent: onReady,
    addLoadEvent: (listener: () => void) => {
      if (document.readyState === "complete") queueMicrotask(listener);
      else addEventListener("load", () => listener(), { once: true });
    },
    getQueryParamValue: (name: string) => new URLSearchParams(location.search).get(name) ?? "",
    // Pages ask before they embed, and show "get Flash" when the answer is no.
    hasFlashPlayerVersion: () => true,
    getFlashPlayerVersion: () => FLASH_VERSION,
    ua: { w3: true, pv: Object.values(FLASH_VERSION), wk: false, ie: false, win: false, mac: false },
    createCSS() {},
    showExpressInstall() {},
    switchOffAutoHideShow() {},
  };
}

/** Stands in for SWFObject 1. */
export function swfObject1Shim(mount: MountSnippet): unknown {
  return class SWFObject {
    readonly #values: readonly unknown[];
    readonly #variables = new Map<string, string>();
    readonly #parameters = new Map<string, string>();
    readonly #attributes = new Map<string, unknown>();

    constructor(...values: readonly unknown[]) {
      this.#values = values;
    }

    addVariable(name: string, value: unknown): void {
      this.#variables.set(name, String(value));
    }

    addParam(name: string, value: unknown): void {
      this.#parameters.set(name, String(value));
    }

    setAttribute(name: string, value: unknown): void {
      this.#attributes.set(name, value);
    }

    getAttribute(name: string): unknown {
      return this.#attributes.get(name);
    }

    getVariable(name: string): string | undefined {
      return this.#variables.get(name);
    }

    getVariables(): Readonly<Record<string, string>> {
      return Object.fromEntries(this.#variables);
    }

    getParams(): Readonly<Record<string, string>> {
      return Object.fromEntries(this.#parameters);
    }

    useExpressInstall(): void {}

    /** @param place an id or, as SWFObject 1.4 has it, an element */
    write(place: string | Element): boolean {
      const id = typeof place === "string" ? place : place.id;
      const calls = [
        ...[...this.#variables].map(
          (pair) => `so.addVariable(${pair.map((it) => JSON.stringify(it)).join(", ")});`,
        ),
        ...[...this.#parameters].map(
          (pair) => `so.addParam(${pair.map((it) => JSON.stringify(it)).join(", ")});`,
        ),
        `so.write(${JSON.stringify(id)});`,
      ];
      return mount(scriptOf("var so = new SWFObject", this.#values, calls.join("")), id) !== undefined;
    }
  };
}
