import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What a browser package brings along, of ours and of others. */
const OURS = ["player", "stream-url", "rtmp", "media"];
const OTHERS = ["flv.js", "mpegts.js", "react", "@types/react"];

/** How pages of today are compiled. */
const RESOLUTIONS = [
  ["esnext", "bundler"],
  ["nodenext", "nodenext"],
] as const;

const STRICT =
  "--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --skipLibCheck false";
const TARGET = "--target es2023 --lib es2024,dom,dom.iterable,esnext";

/**
 * Compiles a consumer of every browser entry point (`packed-consumer.txt`) against the packed tarballs, with the
 * declarations themselves checked too. Wants the build that the package shape's check has made.
 */
export function checkPackedTypes(root: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "oxbow-consumer-"));
  try {
    const modules = join(folder, "node_modules");
    for (const name of OURS) {
      const cwd = join(root, "packages", name);
      const target = join(folder, name);
      mkdirSync(target);
      const pack = spawnSync("pnpm", ["pack", "--pack-destination", target], { cwd, encoding: "utf8" });
      const [tarball] = pack.status === 0 ? readdirSync(target) : [];
      if (tarball === undefined) return [`packages/${name}: pnpm pack failed: ${pack.stderr}`];
      const place = join(modules, "@oxbow", name);
      mkdirSync(place, { recursive: true });
      spawnSync("tar", ["xzf", join(target, tarball), "-C", place, "--strip-components=1"]);
    }
    for (const name of OTHERS) {
      const place = join(modules, name);
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(realpathSync(join(root, "packages/player/node_modules", name)), place);
    }
    writeFileSync(join(folder, "package.json"), '{"type":"module","private":true}');
    copyFileSync(join(root, "tooling/scripts/check/packed-consumer.txt"), join(folder, "consumer.ts"));
    return RESOLUTIONS.flatMap(([module, resolution]) => {
      const options = `${STRICT} ${TARGET} --module ${module} --moduleResolution ${resolution}`.split(" ");
      const tsc = spawnSync(join(root, "node_modules/.bin/tsc"), [...options, "--types", "", "consumer.ts"], {
        cwd: folder,
        encoding: "utf8",
      });
      return tsc.status === 0
        ? []
        : [`${resolution}:`, ...`${tsc.stdout}${tsc.stderr}`.trimEnd().split("\n")];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
