import { expect, test } from "vitest";

test("every entry can be imported where there is no document", async () => {
  const entries = await Promise.all([
    import("./index.ts"),
    import("./element.ts"),
    import("./react.ts"),
    import("./legacy.ts"),
    import("./engine-rtmpt.ts"),
    import("./engine-mpegts.ts"),
  ]);
  for (const entry of entries) expect(Object.keys(entry)).not.toHaveLength(0);
});
