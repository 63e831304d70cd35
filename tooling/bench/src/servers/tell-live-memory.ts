/** Loaded into a server: on SIGUSR2 it collects and prints what is really held. Wants `--expose-gc`. */
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ liveMb: (heapUsed + external) / 2 ** 20 })}\n`);
});
