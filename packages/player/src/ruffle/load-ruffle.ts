import { PlayerError } from "../player-error.ts";

/** Ruffle's own element, as far as it is used here. Source: ruffle-core 0.6, public/player. */
export interface RuffleElement extends HTMLElement {
  ruffle(): RuffleControl;
}

/** What steers a Ruffle element. */
export interface RuffleControl {
  /** From 0 to 1. */
  volume: number;
  load(options: Readonly<Record<string, unknown>>): Promise<void>;
  callExternalInterface(name: string, ...values: readonly unknown[]): unknown;
}

interface RuffleApi {
  newest(): { createPlayer(): RuffleElement } | null;
}

interface RuffleGlobal {
  RufflePlayer?: Partial<RuffleApi> & { readonly config?: unknown };
}

/** One script for all players of a page. */
const scripts = new Map<string, Promise<void>>();

/** True where a page has loaded Ruffle by itself. */
function isRuffleHere(): boolean {
  return typeof (globalThis as RuffleGlobal).RufflePlayer?.newest === "function";
}

/**
 * Makes an element of the newest Ruffle on the page, or loads it from `directory` first.
 * @throws PlayerError `ERR_PLAYER_ENGINE` where it cannot be loaded
 */
export async function createRuffle(directory: string | undefined): Promise<RuffleElement> {
  if (!isRuffleHere() && directory !== undefined) {
    // Told before it loads: it is to play one film here, not to replace what else the page has.
    (globalThis as RuffleGlobal).RufflePlayer ??= { config: { polyfills: false } };
    const address = new URL("ruffle.js", new URL(directory.replace(/\/*$/, "/"), document.baseURI)).href;
    const loading = scripts.get(address) ?? loadScript(address);
    scripts.set(address, loading);
    await loading.catch((error: unknown) => {
      scripts.delete(address);
      throw error;
    });
  }
  const element = (globalThis as RuffleGlobal).RufflePlayer?.newest?.()?.createPlayer();
  if (element === undefined) throw new PlayerError("ERR_PLAYER_ENGINE", "Ruffle is not on this page");
  return element;
}

function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new PlayerError("ERR_PLAYER_ENGINE", address));
    };
    document.head.append(script);
  });
}
