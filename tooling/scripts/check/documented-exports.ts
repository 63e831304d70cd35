import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Packages whose every exported symbol has to say what it is. */
const PACKAGES = ["player", "stream-url"];

interface Manifest {
  readonly publishConfig: {
    readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
  };
}

/** `export { a, type B } from "./x"`, or a list of what stands in the file itself. */
const LIST = /^export (?:type )?\{([^}]*)\}(?: from "([^"]+)")?;/gm;
/** A declaration, or `export *`, at the beginning of a line. */
const DECLARATION =
  /^(?:export )?(?:declare )?(?:abstract )?(?:function|class|interface|type|const|let|enum|namespace) (\w+)/gm;
const STAR = /^export \* from "([^"]+)";/gm;

/**
 * Looks for a comment before the declaration of every symbol that an entry point exports, in the declarations which the
 * build wrote. Overloads share the comment of the first.
 */
export function checkDocumentedExports(root: string): readonly string[] {
  return PACKAGES.flatMap((name) => {
    const folder = join(root, "packages", name);
    const { publishConfig } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    const faults = new Set<string>();
    for (const target of Object.values(publishConfig.exports)) {
      if (typeof target === "string" || target.types === undefined) continue;
      for (const fault of undocumentedIn(join(folder, target.types)))
        faults.add(`packages/${name}: ${fault}`);
    }
    return [...faults];
  });
}

/** @param wanted names to look for; all that the file exports unless given */
function undocumentedIn(file: string, wanted?: ReadonlySet<string>): readonly string[] {
  if (!existsSync(file)) return [`${file} is not there: build first`];
  const text = readFileSync(file, "utf8");
  const faults: string[] = [];
  const local = new Set<string>();
  const isWanted = (name: string): boolean => wanted === undefined || wanted.has(name);
  const at = (specifier: string): string => join(dirname(file), specifier.replace(/\.(?:js|ts)$/, ".d.ts"));
  for (const [, names = "", from] of text.matchAll(LIST)) {
    const here = new Set<string>();
    for (const entry of names.split(",")) {
      const [inner = "", outer = inner] = entry
        .trim()
        .replace(/^type /, "")
        .split(" as ");
      if (inner !== "" && isWanted(outer)) here.add(inner);
    }
    if (from === undefined) for (const name of here) local.add(name);
    else if (from.startsWith(".") && here.size > 0) faults.push(...undocumentedIn(at(from), here));
  }
  for (const [, from = ""] of text.matchAll(STAR)) faults.push(...undocumentedIn(at(from), wanted));
  const documented = new Set<string>();
  const bare = new Set<string>();
  for (const match of text.matchAll(DECLARATION)) {
    const [whole, name = ""] = match;
    const isExported = local.has(name) || (whole.startsWith("export ") && isWanted(name));
    if (isExported) (text.slice(0, match.index).trimEnd().endsWith("*/") ? documented : bare).add(name);
  }
  return [
    ...faults,
    ...[...bare].filter((name) => !documented.has(name)).map((name) => `${name} says nothing`),
  ];
}
