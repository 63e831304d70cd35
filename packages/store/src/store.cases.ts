import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { ConflictError, type ListOptions, type Store } from "./store.ts";

interface Item {
  readonly n: number;
}

/** Awkward on purpose: NUL, the last character before the surrogates, one after, and one outside the basic plane. */
const KEYS = [
  "",
  "a",
  "a/",
  "a/b",
  "a/b/c",
  "ab",
  "b",
  "a\0",
  "\ud7ff",
  "\uffee",
  "\u{1f600}",
  "\u{10ffff}",
  "ä",
];

const key = fc.constantFrom(...KEYS);
const listOptions: fc.Arbitrary<ListOptions> = fc.record(
  { prefix: key, after: key, from: key, before: key, limit: fc.nat(5), isReversed: fc.boolean() },
  { requiredKeys: [] },
);

type Step =
  | { readonly kind: "put"; readonly key: string; readonly n: number }
  | { readonly kind: "delete"; readonly key: string }
  | { readonly kind: "list"; readonly options: ListOptions };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), key, n: fc.nat() }),
  fc.record({ kind: fc.constant("delete" as const), key }),
  fc.record({ kind: fc.constant("list" as const), options: listOptions }),
);

/** What every engine must do. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    const opened: Store[] = [];
    const openStore = async () => {
      const store = await open();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    test("answers undefined for what is not there", async () => {
      const store = await openStore();
      expect(await store.get("c", "k")).toBeUndefined();
      expect(await store.list("c")).toEqual([]);
    });

    test("keeps collections apart", async () => {
      const store = await openStore();
      await store.commit([
        { kind: "put", collection: "a", key: "k", value: 1 },
        { kind: "put", collection: "b", key: "k", value: 2 },
      ]);
      expect((await store.get("a", "k"))?.value).toBe(1);
      expect((await store.get("b", "k"))?.value).toBe(2);
    });

    test("names the collections that hold something", async () => {
      const store = await openStore();
      expect(await store.collections()).toEqual([]);
      await store.commit([
        { kind: "put", collection: "a", key: "k", value: 1 },
        { kind: "put", collection: "a", key: "l", value: 1 },
        { kind: "put", collection: "b", key: "k", value: 2 },
      ]);
      expect((await store.collections()).toSorted()).toEqual(["a", "b"]);
      await store.commit([{ kind: "delete", collection: "b", key: "k" }]);
      expect(await store.collections()).toEqual(["a"]);
    });

    test("stores JSON: what the caller changes later is not changed here", async () => {
      const store = await openStore();
      const value = { list: [1], gone: undefined };
      await store.commit([{ kind: "put", collection: "c", key: "k", value }]);
      value.list.push(2);
      expect((await store.get("c", "k"))?.value).toStrictEqual({ list: [1] });
    });

    test("hands out values that cannot be changed", async () => {
      const store = await openStore();
      await store.commit([{ kind: "put", collection: "c", key: "k", value: { deep: { n: 1 } } }]);
      const document = await store.get<{ deep: { n: number } }>("c", "k");
      expect(() => {
        if (document !== undefined) document.value.deep.n = 2;
      }).toThrow(TypeError);
    });

    test("refuses what is no JSON value and writes nothing of that commit", async () => {
      const store = await openStore();
      await expect(
        store.commit([
          { kind: "put", collection: "c", key: "a", value: 1 },
          { kind: "put", collection: "c", key: "b", value: undefined },
        ]),
      ).rejects.toThrow(TypeError);
      expect(await store.list("c")).toEqual([]);
    });

    test("gives a key another revision with every write, also after a deletion and after clear", async () => {
      const store = await openStore();
      const seen = new Set<number>();
      const put = async () => {
        await store.commit([{ kind: "put", collection: "c", key: "k", value: 0 }]);
        seen.add((await store.get("c", "k"))?.revision ?? 0);
      };
      await put();
      await put();
      await store.commit([{ kind: "delete", collection: "c", key: "k" }]);
      await put();
      await store.clear();
      await put();
      expect(seen.size).toBe(4);
    });

    test.for([
      { name: "a put that expects absence", kind: "put", expect: "absent" },
      { name: "a put that expects another revision", kind: "put", expect: -1 },
      { name: "a delete that expects another revision", kind: "delete", expect: -1 },
      { name: "a check", kind: "check", expect: "absent" },
    ] as const)("$name fails and takes the whole commit with it", async ({ kind, expect: expectation }) => {
      const store = await openStore();
      await store.commit([{ kind: "put", collection: "c", key: "k", value: 1 }]);
      const failing = store.commit([
        { kind: "put", collection: "c", key: "other", value: 1 },
        { kind, collection: "c", key: "k", value: 2, expect: expectation },
      ]);
      await expect(failing).rejects.toThrow(ConflictError);
      expect((await store.list<number>("c")).map(({ key, value }) => [key, value])).toEqual([["k", 1]]);
    });

    test("expectations that hold let the commit through", async () => {
      const store = await openStore();
      await store.commit([{ kind: "put", collection: "c", key: "k", value: 1, expect: "absent" }]);
      const revision = (await store.get("c", "k"))?.revision ?? 0;
      await store.commit([
        { kind: "check", collection: "c", key: "missing", expect: "absent" },
        { kind: "put", collection: "c", key: "k", value: 2, expect: revision },
      ]);
      expect((await store.get("c", "k"))?.value).toBe(2);
      await expect(
        store.commit([{ kind: "delete", collection: "c", key: "k", expect: revision }]),
      ).rejects.toThrow(ConflictError);
    });

    test("loses none of many contended updates", async () => {
      const store = await openStore();
      await store.commit([{ kind: "put", collection: "c", key: "n", value: { n: 0 } }]);
      const increment = async (): Promise<void> => {
        for (;;) {
          const document = await store.get<Item>("c", "n");
          const n = (document?.value.n ?? 0) + 1;
          try {
            const expectation = document?.revision ?? "absent";
            await store.commit([
              { kind: "put", collection: "c", key: "n", value: { n }, expect: expectation },
            ]);
            return;
          } catch (error) {
            if (!(error instanceof ConflictError)) throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: 50 }, increment));
      expect((await store.get<Item>("c", "n"))?.value.n).toBe(50);
    });

    test("tells subscribers the keys of a commit, once, until they leave", async () => {
      const store = await openStore();
      const heard: (readonly string[])[] = [];
      const unsubscribe = store.subscribe("c", (keys) => heard.push(keys));
      await store.commit([
        { kind: "put", collection: "c", key: "a", value: 1 },
        { kind: "put", collection: "c", key: "a", value: 2 },
        { kind: "delete", collection: "c", key: "b" },
        { kind: "put", collection: "elsewhere", key: "x", value: 1 },
        { kind: "check", collection: "c", key: "z", expect: "absent" },
      ]);
      await store
        .commit([{ kind: "put", collection: "c", key: "a", value: 1, expect: -1 }])
        .catch(() => undefined);
      unsubscribe();
      await store.commit([{ kind: "put", collection: "c", key: "a", value: 3 }]);
      expect(heard).toEqual([["a", "b"]]);
    });

    test("does what a Map and a sort do", async () => {
      const store = await openStore();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          await store.clear();
          const model = new Map<string, number>();
          for (const action of steps) await carryOut(store, model, action);
          expect(await valuesOf(store, {})).toEqual(listModel(model, {}));
        }),
        { numRuns: 60 },
      );
    });
  });
}

async function carryOut(store: Store, model: Map<string, number>, action: Step): Promise<void> {
  if (action.kind === "list") {
    expect(await valuesOf(store, action.options)).toEqual(listModel(model, action.options));
  } else if (action.kind === "put") {
    await store.commit([{ kind: "put", collection: "c", key: action.key, value: { n: action.n } }]);
    model.set(action.key, action.n);
  } else {
    await store.commit([{ kind: "delete", collection: "c", key: action.key }]);
    model.delete(action.key);
  }
}

async function valuesOf(store: Store, options: ListOptions): Promise<readonly [string, number][]> {
  return (await store.list<Item>("c", options)).map(({ key, value }) => [key, value.n]);
}

function listModel(model: ReadonlyMap<string, number>, options: ListOptions): readonly [string, number][] {
  const { prefix = "", after, from, before, limit, isReversed } = options;
  const found = [...model]
    .filter(([key]) => key.startsWith(prefix))
    .filter(([key]) => after === undefined || Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0)
    .filter(([key]) => from === undefined || Buffer.compare(Buffer.from(key), Buffer.from(from)) >= 0)
    .filter(([key]) => before === undefined || Buffer.compare(Buffer.from(key), Buffer.from(before)) < 0)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  if (isReversed === true) found.reverse();
  return found.slice(0, limit);
}
