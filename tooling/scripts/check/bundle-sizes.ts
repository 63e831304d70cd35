import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

interface Budget {
  /** What a page writes. */
  readonly code: string;
  /** What the page has already: its size is taken off. */
  readonly beside?: string;
  /** How the path of a module ends that the page loads when it plays: its closure counts too. */
  readonly loads?: string;
  /** An HTML file around the code: it and the styles that the code imports count too. */
  readonly page?: string;
  /** Brotli bytes. */
  readonly limit: number;
}

/** Libraries that a page brings or loads later; their own size is not ours to budget. */
const EXTERNAL = ["react", "react-dom", "react/jsx-runtime", "flv.js", "mpegts.js"];

/** Sizes a page pays, brotli; `bundle-budgets.json` beside this file. Raise one in the change that grows it. */
export async function checkBundleSizes(root: string): Promise<readonly string[]> {
  const file = join(root, "tooling/scripts/check/bundle-budgets.json");
  const budgets = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Budget>>;
  const faults: string[] = [];
  for (const [name, { code, beside, loads, page, limit }] of Object.entries(budgets)) {
    const bytes =
      beside === undefined
        ? await measure(root, code, { loads, page })
        : (await measure(root, `${beside}\n${code}`, { loads })) - (await measure(root, beside));
    process.stdout.write(`     ${name}: ${bytes} of ${limit} bytes brotli\n`);
    if (bytes > limit) faults.push(`${name} is ${bytes} bytes brotli: its budget is ${limit}`);
  }
  return faults;
}

/** What counts beside the code. */
type Beside = { readonly [Name in "loads" | "page"]?: string | undefined };

/**
 * Bundles and minifies `code`; counts its static closure, and of what it loads lazily only `loads`. Each file is
 * compressed by itself when it is sent.
 */
async function measure(root: string, code: string, { loads, page }: Beside = {}): Promise<number> {
  const entry = "virtual:entry";
  const result = await build({
    root: join(root, "apps/demo-player"),
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        external: EXTERNAL,
        preserveEntrySignatures: "strict",
        // Hashes in the names do not compress, and differ with every change: figures would jump by dozens of bytes.
        output: { chunkFileNames: "[name].js" },
      },
    },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
        load: (id) => (id === `\0${entry}` ? code : undefined),
      },
    ],
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((it) =>
    "output" in it ? it.output : [],
  );
  const chunks = new Map(outputs.flatMap((it) => (it.type === "chunk" ? [[it.fileName, it] as const] : [])));
  const firsts = [...chunks.values()].filter(
    ({ isEntry, facadeModuleId }) => isEntry || (loads !== undefined && facadeModuleId?.endsWith(loads)),
  );
  if (firsts.length !== (loads === undefined ? 1 : 2))
    throw new Error(`no chunk begins with ${loads ?? entry}`);
  const closure = new Set<string>();
  const visit = (name: string): void => {
    if (closure.has(name)) return;
    closure.add(name);
    for (const next of chunks.get(name)?.imports ?? []) if (chunks.has(next)) visit(next);
  };
  for (const { fileName } of firsts) visit(fileName);
  const text = [...closure].map((name) => chunks.get(name)?.code ?? "").join("\n");
  const script = brotliCompressSync(text).length;
  if (page === undefined) return script;
  const styles = outputs.flatMap((it) =>
    it.type === "asset" && it.fileName.endsWith(".css") ? [it.source] : [],
  );
  const beside = [readFileSync(join(root, page)), ...styles];
  return beside.reduce((sum, part) => sum + brotliCompressSync(part).length, script);
}
