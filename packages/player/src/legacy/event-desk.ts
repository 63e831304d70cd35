type Listener = (this: unknown, event: object) => void;

/** Listeners of a stand-in, which pages add before there is a player and after. */
export class EventDesk {
  /** By name and listener, what is called: the listener itself, or what forgets it first. */
  readonly #listeners = new Map<string, Map<Listener, Listener>>();
  readonly #self: () => unknown;

  /** @param self what `this` is in a listener, as the scripts of the era had it */
  constructor(self: () => unknown) {
    this.#self = self;
  }

  /** Several names may stand in one string, as Flowplayer and JW Player take them. */
  on(names: string, listener: unknown): void {
    if (typeof listener === "function") this.#add(names, listener as Listener, listener as Listener);
  }

  once(names: string, listener: unknown): void {
    if (typeof listener !== "function") return;
    this.#add(names, listener as Listener, (event) => {
      this.off(names, listener);
      (listener as Listener).call(this.#self(), event);
    });
  }

  /** Without a listener, all of the name go; without a name, all of them. */
  off(names?: string, listener?: unknown): void {
    if (names === undefined) this.#listeners.clear();
    for (const name of names?.split(/\s+/) ?? []) {
      if (listener === undefined) this.#listeners.delete(name);
      else this.#listeners.get(name)?.delete(listener as Listener);
    }
  }

  /** One that throws keeps no other from hearing. */
  tell(name: string, event: object = {}): void {
    for (const listener of [...(this.#listeners.get(name)?.values() ?? [])]) {
      try {
        listener.call(this.#self(), { type: name, ...event });
      } catch (error) {
        reportError(error);
      }
    }
  }

  #add(names: string, listener: Listener, called: Listener): void {
    for (const name of names.split(/\s+/)) {
      const known = this.#listeners.get(name) ?? new Map<Listener, Listener>();
      // Who always hears goes on hearing.
      if (known.get(listener) !== listener) known.set(listener, called);
      this.#listeners.set(name, known);
    }
  }
}
