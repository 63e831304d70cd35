import { SiteError } from "../errors.ts";
import { isServiceError } from "./service-error.ts";

/** What both kinds of distribution have. */
export interface DistributionState<Config> {
  readonly id: string;
  readonly domainName: string;
  readonly isDeployed: boolean;
  readonly etag: string;
  readonly config: Config;
}

/** The state in an answer of the API about either kind. */
export function toDistributionState<Config>(
  answer:
    | {
        readonly Id?: string | undefined;
        readonly DomainName?: string | undefined;
        readonly Status?: string | undefined;
      }
    | undefined,
  etag: string,
  config: Config,
): DistributionState<Config> {
  return {
    id: answer?.Id ?? "",
    domainName: answer?.DomainName ?? "",
    isDeployed: answer?.Status === "Deployed",
    etag,
    config,
  };
}

/** References of deleted distributions are refused for ever; nobody deletes a site more often than this. */
const GENERATION_LIMIT = 50;
/** How often others may be faster before we give up. */
const CONFLICT_LIMIT = 8;

/**
 * Creates a distribution under the site's CallerReference. "Already exists" means either that a run before (or one
 * beside) this one made it, which is then found, or that the reference was spent on one deleted since: the next
 * generation is tried.
 */
export async function createWithFreshReference<State>(options: {
  readonly alreadyExists: string;
  readonly read: () => Promise<State | undefined>;
  readonly create: (generation: number) => Promise<State>;
}): Promise<State> {
  for (let generation = 1; generation <= GENERATION_LIMIT; generation++) {
    try {
      return await options.create(generation);
    } catch (error) {
      if (!isServiceError(error, options.alreadyExists)) throw error;
      const existing = await options.read();
      if (existing !== undefined) return existing;
    }
  }
  throw new SiteError(
    "ERR_SITE_CONFLICT",
    `${GENERATION_LIMIT} CallerReferences of this site are spent: give it another name`,
  );
}

/** Reads, updates with the ETag that was read, and starts again when it is outdated. @returns the state afterwards */
export async function updateFromFreshRead<State>(options: {
  readonly read: () => Promise<State>;
  readonly update: (state: State) => Promise<void>;
}): Promise<State> {
  for (let attempt = 0; attempt < CONFLICT_LIMIT; attempt++) {
    try {
      await options.update(await options.read());
      return await options.read();
    } catch (error) {
      if (!isServiceError(error, "PreconditionFailed") && !isServiceError(error, "InvalidIfMatchVersion"))
        throw error;
    }
  }
  throw new SiteError(
    "ERR_SITE_CONFLICT",
    `the distribution was changed by others ${CONFLICT_LIMIT} times in a row: try again later`,
  );
}
