import { spawnSync } from "node:child_process";

/** Hand-written source files that git knows, relative to the root. */
export function listSources(root: string): readonly string[] {
  const { stdout } = spawnSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "packages", "apps", "tooling"],
    {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  return stdout
    .split("\n")
    .filter((file) => /\.(ts|tsx|mts|mjs|js|css)$/.test(file) && !/generated|\.d\.ts$/.test(file));
}
