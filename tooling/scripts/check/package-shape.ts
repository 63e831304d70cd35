import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Packs every published package and lets publint look at what a user would install. */
export function checkPackageShape(root: string): readonly string[] {
  const folders = readdirSync(join(root, "packages"));
  const build = spawnSync("pnpm", ["exec", "turbo", "run", "build", "--output-logs=errors-only"], {
    cwd: root,
    encoding: "utf8",
  });
  if (build.status !== 0)
    return [`the build failed:`, ...`${build.stdout}${build.stderr}`.trimEnd().split("\n")];
  const target = mkdtempSync(join(tmpdir(), "oxbow-pack-"));
  try {
    return folders.flatMap((name) => {
      const cwd = join(root, "packages", name);
      const pack = spawnSync("pnpm", ["pack", "--pack-destination", target], { cwd, encoding: "utf8" });
      const { version } = JSON.parse(readFileSync(join(cwd, "package.json"), "utf8")) as { version: string };
      if (pack.status !== 0) return [`packages/${name}: pnpm pack failed: ${pack.stderr}`];
      const tarball = join(target, `oxbow-${name}-${version}.tgz`);
      const lint = spawnSync("pnpm", ["exec", "publint", "run", "--strict", tarball], {
        cwd: root,
        encoding: "utf8",
      });
      return lint.status === 0
        ? []
        : [`packages/${name}:`, ...`${lint.stdout}${lint.stderr}`.trimEnd().split("\n")];
    });
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}
