import type { BenchGoal, BenchRow } from "./row.ts";

/** Writes a benchmark as a table: figures, then each goal and whether this run met it. */
export function printRows(name: string, rows: readonly BenchRow[]): void {
  const out = process.stdout;
  out.write(`\n${name}\n`);
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, unit, figures, goals } of rows) {
    const shown = Object.entries(figures).map(
      ([who, figure]) => `${who} ${figure === undefined ? "absent" : format(figure)}`,
    );
    const met = goals.map((goal) => describe(figures, goal));
    out.write(`  ${what.padEnd(width)}  ${unit.padEnd(8)} ${shown.join("  ")}  ${met.join("  ")}\n`);
  }
}

function describe(figures: BenchRow["figures"], { peer, limit }: BenchGoal): string {
  const own = Object.values(figures)[0];
  const other = peer === undefined ? 1 : figures[peer];
  if (own === undefined || other === undefined) return `[${peer} absent]`;
  const ratio = own / other;
  const verdict = ratio <= limit ? "met" : "MISSED";
  return peer === undefined
    ? `[<= ${limit}: ${verdict}]`
    : `[${ratio.toPrecision(2)}x ${peer}, goal ${limit}x: ${verdict}]`;
}

const format = (figure: number): string => (figure >= 100 ? figure.toFixed(0) : figure.toPrecision(3));
