import { readFile } from "node:fs/promises";
import type { Credential } from "@oxbow/mock-cloud";
import { UsageError } from "../terminal/usage-error.ts";

/**
 * Reads credential sets: a JSON list of `{ accessKeyId, secretAccessKey, accountId, canonicalUserId, displayName,
 * emailAddress }`.
 *
 * @throws UsageError that names the entry and the member
 */
export async function readCredentials(path: string): Promise<readonly Credential[]> {
  let entries: unknown;
  try {
    entries = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new UsageError(`--credentials ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(entries))
    throw new UsageError(`--credentials ${path}: write a JSON list of credential sets`);
  return entries.map((entry: unknown, index) => {
    const text = (member: string): string => {
      const value = (entry as Readonly<Record<string, unknown>> | null)?.[member];
      if (typeof value === "string" && value !== "") return value;
      throw new UsageError(
        `--credentials ${path}: entry ${index} has ${member} ${JSON.stringify(value)}: write a string`,
      );
    };
    const accountId = text("accountId");
    if (!/^\d{12}$/.test(accountId))
      throw new UsageError(
        `--credentials ${path}: entry ${index} has accountId "${accountId}": write 12 digits`,
      );
    return {
      accessKeyId: text("accessKeyId"),
      secretAccessKey: text("secretAccessKey"),
      account: {
        accountId,
        canonicalUserId: text("canonicalUserId"),
        displayName: text("displayName"),
        emailAddress: text("emailAddress"),
      },
    };
  });
}
