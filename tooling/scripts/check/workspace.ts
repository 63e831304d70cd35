import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { listSources } from "./list-sources.ts";

/** Rows of the boundary table, lowest first. A package may devDepend on its own row and on lower ones, and on tools. */
const ROWS = [["pure"], ["cloud"], ["service", "server", "client"], ["host"], ["app"], ["tool"]];
const LINE_LIMIT = 600;
const EMPTY_NAMES = /^(utils?|helpers?|misc|common|types|manager)\.(ts|tsx|mts|mjs|js)$/;

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What turbo's boundaries cannot express, and the habits of the house. */
export function checkWorkspace(root: string): readonly string[] {
  const faults: string[] = [];
  const packages = listPackages(root);
  const rowOf = new Map(
    packages.map(({ manifest, tag }) => [manifest.name, ROWS.findIndex((row) => row.includes(tag))]),
  );
  for (const { folder, manifest, tag } of packages) {
    const row = ROWS.findIndex((tags) => tags.includes(tag));
    if (row < 0) faults.push(`${folder}/turbo.json: the tag "${tag}" is none of ${ROWS.flat().join(", ")}`);
    if (!existsSync(join(root, folder, "README.md"))) faults.push(`${folder}: has no README.md`);
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      if (tag !== "tool" && rowOf.get(name) === ROWS.length - 1)
        faults.push(`${folder}: ${name} is a tool: make it a devDependency`);
    }
    for (const name of Object.keys(manifest.devDependencies ?? {})) {
      const other = rowOf.get(name);
      if (tag !== "tool" && other !== undefined && other > row && other !== ROWS.length - 1) {
        faults.push(
          `${folder}: devDepends on ${name}, which stands above it: put that test into tooling/e2e`,
        );
      }
    }
    const readme = existsSync(join(root, folder, "README.md"))
      ? readFileSync(join(root, folder, "README.md"), "utf8")
      : "";
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      if (!name.startsWith("@oxbow/") && !manifest.private && !readme.includes(name)) {
        faults.push(`${folder}/README.md: gives no reason for the dependency ${name}`);
      }
    }
  }
  for (const file of listSources(root)) {
    const lines = readFileSync(join(root, file), "utf8").split("\n").length;
    if (lines > LINE_LIMIT)
      faults.push(`${file}: has ${lines} lines: split it by concept (limit ${LINE_LIMIT})`);
    if (EMPTY_NAMES.test(basename(file))) faults.push(`${file}: name it after what is in it`);
  }
  return faults;
}

function listPackages(root: string): readonly { folder: string; manifest: Manifest; tag: string }[] {
  return ["packages", "apps", "tooling"].flatMap((group) =>
    readdirSync(join(root, group)).flatMap((name) => {
      const folder = `${group}/${name}`;
      if (!existsSync(join(root, folder, "turbo.json"))) return [];
      const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;
      const { tags } = JSON.parse(readFileSync(join(root, folder, "turbo.json"), "utf8")) as {
        tags: readonly string[];
      };
      return [{ folder, manifest, tag: tags[0] ?? "" }];
    }),
  );
}
