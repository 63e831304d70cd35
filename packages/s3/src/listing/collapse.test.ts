import { openMemoryStore } from "@oxbow/store";
import fc from "fast-check";
import { expect, test } from "vitest";
import { collapse } from "./collapse.ts";

const key = fc
  .array(fc.constantFrom("a", "b", "/", "//", "é", "\u{1f600}"), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(""));

interface Item {
  readonly isHidden: boolean;
}

/** What a listing is, said with a sorted array. */
function listModel(keys: readonly string[], prefix: string, delimiter: string): readonly string[] {
  const shown = keys
    .filter((candidate) => candidate.startsWith(prefix))
    .map((candidate) => {
      const at = delimiter === "" ? -1 : candidate.indexOf(delimiter, prefix.length);
      return at < 0 ? candidate : candidate.slice(0, at + delimiter.length);
    });
  return [...new Set(shown)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

test("pages of a listing, laid end to end, are the sorted keys", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { maxLength: 30 }),
      fc.constantFrom("", "a", "a/", "b", "/"),
      fc.constantFrom("", "/", "a", "//"),
      fc.integer({ min: 1, max: 7 }),
      async (keys, prefix, delimiter, limit) => {
        const store = openMemoryStore();
        await store.commit(
          keys.map((name, index) => ({
            kind: "put",
            collection: "c",
            key: name,
            value: { isHidden: index % 5 === 4 } satisfies Item,
          })),
        );
        const visible = keys.filter((_, index) => index % 5 !== 4);
        const listed: string[] = [];
        let after = "";
        for (;;) {
          const page = await collapse<Item>(
            store,
            { collection: "c", prefix, delimiter, after, limit },
            ({ isHidden }) => !isHidden,
          );
          expect(page.entries.length).toBeLessThanOrEqual(limit);
          listed.push(
            ...page.entries.map((entry) => (entry.kind === "prefix" ? entry.prefix : entry.document.key)),
          );
          if (!page.isTruncated) break;
          expect(page.entries).toHaveLength(limit);
          after = listed.at(-1) ?? "";
        }
        expect(listed).toEqual(listModel(visible, prefix, delimiter));
      },
    ),
    { numRuns: 300 },
  );
});
