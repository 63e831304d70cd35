type Listener = (this: unknown, event: object) => void;

/** Listeners of a stand-in, which pages add before there is a player and after. */
export class EventDesk {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #self: () => unknown;

  /** @param self what `this` is in a listener, as the scripts of the era had it */
  constructor(self: () => unknown) {
    this.#self = self;
  }

  /** Several names may stand in one string, as Flowplayer and JW Player take them. */
  on(names: string, listener: unknown): void {
    if (typeof listener !== "function") return;
    for (const name of names.split(/\s+/)) {
      const known = this.#listeners.get(name) ?? new Set();
      this.#listeners.set(name, known.add(listener as Listener));
    }
  }

  once(names: string, listener: unknown): void {
    if (typeof listener !== "function") return;
    const heard = (event: object): void => {
      this.off(names, heard);
      (listener as Listener).call(this.#self(), event);
    };
    this.on(names, heard);
  }

  /** Without a listener, all of the name go; without a name, all of them. */
  off(names?: string, listener?: unknown): void {
    if (names === undefined) this.#listeners.clear();
    for (const name of names?.split(/\s+/) ?? []) {
      if (listener === undefined) this.#listeners.delete(name);
      else this.#listeners.get(name)?.delete(listener as Listener);
    }
  }

  tell(name: string, event: object = {}): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])])
      listener.call(this.#self(), { type: name, ...event });
  }
}
