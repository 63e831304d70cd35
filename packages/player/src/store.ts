/** Hears the new and the previous value of what it selected. */
export type Listener<Value> = (value: Value, previous: Value) => void;

/** One place for all state: an immutable record that is replaced, never changed. */
export interface Store<State extends object> {
  readonly get: () => State;
  /** Merges `change`; listeners of what did not change are not called. */
  readonly set: (change: Partial<State>) => void;
  /** Calls `listener` whenever the selected value changes by `Object.is`; returns how to stop. */
  readonly subscribe: <Value>(select: (state: State) => Value, listener: Listener<Value>) => () => void;
  /** Forgets every listener. */
  readonly close: () => void;
}

/** Makes a {@link Store}. Listeners run synchronously, in the order in which they subscribed. */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const watchers = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      const keys = Object.keys(change) as (keyof State)[];
      if (keys.every((key) => Object.is(state[key], change[key]))) return;
      state = { ...state, ...change };
      for (const watcher of [...watchers]) if (watchers.has(watcher)) watcher();
    },
    subscribe(select, listener) {
      let last = select(state);
      const watcher = (): void => {
        const next = select(state);
        if (Object.is(next, last)) return;
        const previous = last;
        last = next;
        listener(next, previous);
      };
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    close: () => watchers.clear(),
  };
}
