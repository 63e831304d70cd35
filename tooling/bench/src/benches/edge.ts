import type { BenchRow } from "../row.ts";

export async function run(): Promise<readonly BenchRow[]> {
  return [];
}
