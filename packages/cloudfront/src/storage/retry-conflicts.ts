import { ConflictError } from "@oxbow/store";

/**
 * Attempts before giving up. Within a process writes of an account take turns, so only other processes
 * and deployments that fall due in between are in the way.
 */
const MAX_ATTEMPTS = 20;

/** Runs "read, decide, commit" again from the start for as long as somebody else was faster. */
export async function retryConflicts<Result>(attempt: () => Result | Promise<Result>): Promise<Result> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConflictError) || attempts === MAX_ATTEMPTS) throw error;
    }
  }
}
