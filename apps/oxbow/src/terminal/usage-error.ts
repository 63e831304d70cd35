/** Something the user wrote that cannot be done as written: exit code 2, one line that says what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code = "ERR_OXBOW_USAGE";
}
