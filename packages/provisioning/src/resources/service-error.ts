/** Whether an SDK call failed with this error code or HTTP status. */
export function isServiceError(error: unknown, expected: string | number): boolean {
  if (!(error instanceof Error)) return false;
  if (typeof expected === "string") return error.name === expected;
  const metadata = (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata;
  return metadata?.httpStatusCode === expected;
}
