#!/usr/bin/env node
// Every npm script lands here, on whatever Node the machine has (>= 20.12).
// It brings a current Node and the pinned pnpm from the npm registry where the machine lacks them
// (into npm's own cache, nothing global), installs from the lockfile, then runs the job.
// What it says itself goes to standard error: standard output belongs to the job.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const NODE = "26.10.0"; // fetched only where the machine's own Node is older than NODE_MAJOR
const NODE_MAJOR = 26;
const PNPM = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager.replace("pnpm@", "");
const windows = process.platform === "win32"; // npm and pnpm are .cmd files there
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Minutes a job may take on two cores; printed with every run. */
const BUDGET_MINUTES = { test: 15, check: 5, conformance: 40 };

function output(command, args) {
  const child = spawnSync(command, args, {
    cwd: root,
    env,
    shell: windows,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return child.stdout?.trim();
}

/** Runs a command to its end. A signal to this process goes on to the child; the child's failure ends us. */
function run(command, args, { vars = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const stdio = ["inherit", quiet ? 2 : "inherit", "inherit"];
    const child = spawn(command, args, { cwd: root, env: { ...env, ...vars }, shell: windows, stdio });
    const pass = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, pass);
    child.on("error", (error) => {
      console.error(String(error));
      process.exit(1);
    });
    child.on("exit", (code, signal) => {
      for (const name of SIGNALS) process.off(name, pass);
      if (code === 0) resolve();
      else process.exit(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}

/** Puts a good Node and the pinned pnpm first in PATH. */
function bringToolchain() {
  const wanted = [];
  if (Number(process.versions.node.split(".")[0]) < NODE_MAJOR) wanted.push(`node@${NODE}`);
  if (output("pnpm", ["--version"]) !== PNPM) wanted.push(`pnpm@${PNPM}`);
  if (wanted.length === 0) return;
  const memo = join(root, "node_modules/.cache/toolchain.json");
  let bin;
  try {
    const saved = JSON.parse(readFileSync(memo, "utf8"));
    if (saved.wanted === wanted.join() && existsSync(join(saved.bin, windows ? "node.cmd" : "node")))
      bin = saved.bin;
  } catch {
    // The first run has no memo.
  }
  if (bin === undefined) {
    const packages = wanted.map((name) => `--package=${name}`);
    const child = spawnSync(
      "npm",
      ["exec", "--yes", "--loglevel=error", ...packages, "--", "node", "-p", "process.env.PATH"],
      {
        cwd: root,
        env,
        shell: windows,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const path = child.stdout?.trim().split("\n").at(-1) ?? "";
    bin = path.split(delimiter).find((folder) => folder.includes("_npx"));
    if (child.status !== 0 || bin === undefined) {
      console.error(
        `could not fetch ${wanted.join(" and ")} from the npm registry: is it reachable? (npm config get registry)`,
      );
      process.exit(1);
    }
    mkdirSync(dirname(memo), { recursive: true });
    writeFileSync(memo, JSON.stringify({ wanted: wanted.join(), bin }));
  }
  env.PATH = bin + delimiter + env.PATH;
}

/** Installs from the lockfile, unless this very lockfile was installed last. */
async function install() {
  const stamp = join(root, "node_modules/.cache/lockfile.sha256");
  const hash = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"], {
    quiet: true,
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/** Debian packages by the command that shows their presence. */
const TEST_TOOLS = { chromium: "chromium", ffmpeg: "ffmpeg", rtmpdump: "rtmpdump" };
const CONFORMANCE_TOOLS = {
  ...TEST_TOOLS,
  "/usr/bin/aws": "awscli",
  "/usr/lib/python3/dist-packages/boto3": "python3-boto3",
  "/usr/lib/python3/dist-packages/boto": "python3-boto",
  curl: "curl",
  "firefox-esr": "firefox-esr",
  openssl: "openssl",
  s3cmd: "s3cmd",
  rclone: "rclone",
  s3fs: "s3fs",
  go: "golang-go",
  "/usr/share/gocode/src/github.com/minio/minio-go/v7/functional_tests.go":
    "golang-github-minio-minio-go-v7-dev",
  "/usr/share/gocode/src/github.com/rclone/rclone/backend/s3/s3_test.go": "golang-github-rclone-rclone-dev",
  // Which the tests of rclone want besides.
  "/usr/share/gocode/src/github.com/aalpar/deheap": "golang-github-aalpar-deheap-dev",
  "/usr/share/gocode/src/github.com/coreos/go-semver": "golang-github-coreos-go-semver-dev",
  "/usr/share/gocode/src/github.com/youmark/pkcs8": "golang-github-youmark-pkcs8-dev",
  "/usr/share/rubygems-integration/all/specifications/fog-aws-3.15.0.gemspec": "ruby-fog-aws",
  mpv: "mpv",
  cvlc: "vlc-bin vlc-plugin-base",
  "gst-launch-1.0":
    "gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad",
};

const isPresent = (what) =>
  what.startsWith("/") ? existsSync(what) : spawnSync("which", [what]).status === 0;

/** Installs from Debian what is missing, when root; otherwise says what to install and fails. */
async function needs(tools) {
  const missing = Object.keys(tools).filter((what) => !isPresent(what));
  if (env.CHROMIUM_PATH && missing.includes("chromium")) missing.splice(missing.indexOf("chromium"), 1);
  if (missing.length === 0) return;
  const packages = missing.flatMap((what) => tools[what].split(" "));
  if (process.getuid?.() !== 0 || !output("apt-get", ["--version"])) {
    console.error(`missing: ${missing.join(", ")}. On Debian: sudo apt-get install ${packages.join(" ")}`);
    process.exit(1);
  }
  const vars = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { quiet: true, vars });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
    quiet: true,
    vars,
  });
}

const turbo = (...tasks) =>
  run("pnpm", ["exec", "turbo", "run", ...tasks, "--output-logs=errors-only"], { quiet: true });
const vitest = (...args) => run("pnpm", ["exec", "vitest", "run", ...args]);
const node = (file, args, vars = {}) =>
  run("node", ["--disable-warning=ExperimentalWarning", file, ...args], { vars });

/** The command line: the bundle where it is newer than every source, else the sources as they are. */
function commandLine() {
  const bundle = join(root, "apps/oxbow/dist/main.js");
  if (!existsSync(bundle)) return "apps/oxbow/src/main.ts";
  const builtAtMs = statSync(bundle).mtimeMs;
  const isStale = ["packages", "apps"].some((group) =>
    readdirSync(join(root, group)).some((name) => {
      const sources = join(root, group, name, "src");
      return (
        existsSync(sources) &&
        readdirSync(sources, { recursive: true }).some(
          (file) => statSync(join(sources, file)).mtimeMs > builtAtMs,
        )
      );
    }),
  );
  return isStale ? "apps/oxbow/src/main.ts" : "apps/oxbow/dist/main.js";
}

const TASKS = {
  async start(args) {
    await turbo("build");
    await node("apps/oxbow/dist/main.js", ["start", "--demo", ...args]);
  },
  async test(args) {
    await needs(TEST_TOOLS);
    await turbo("build", "typecheck");
    await vitest("--project", "node", "--project", "browser", ...args);
  },
  check: (args) => node("tooling/scripts/check.ts", args),
  async conformance(args) {
    await needs(CONFORMANCE_TOOLS);
    await turbo("build");
    await vitest("--project", "conformance", ...args);
  },
  async bench(args) {
    await needs(TEST_TOOLS);
    await turbo("build");
    await node("tooling/bench/src/main.ts", args);
  },
  async soak(args) {
    await needs(TEST_TOOLS);
    await turbo("build");
    await run("pnpm", ["exec", "vitest", "run", "--project", "node", ...args], { vars: { OXBOW_SOAK: "1" } });
  },
  async dev(args) {
    await turbo("build");
    await run("node", [
      "--watch",
      "--watch-preserve-output",
      "apps/oxbow/src/main.ts",
      "start",
      "--demo",
      ...args,
    ]);
  },
  oxbow: (args) => node(commandLine(), args),
};

const [task = "", ...rest] = process.argv.slice(2);
if (!Object.hasOwn(TASKS, task)) {
  console.error(`usage: go.mjs ${Object.keys(TASKS).join("|")}`);
  process.exit(2);
}
// The job's reporter prints the time taken beside its budget: its counts have to be the last line.
env.OXBOW_STARTED_AT_MS = String(Date.now());
env.OXBOW_BUDGET_MINUTES = String(BUDGET_MINUTES[task] ?? "");
bringToolchain();
await install();
await TASKS[task](rest);
