import type { Credential } from "@oxbow/aws-protocol";
import type { CloudFrontLimits } from "@oxbow/cloudfront";
import { OptionError } from "./option-error.ts";

/** What a cloud may be told at its start. All optional. */
export interface MockCloudOptions {
  /** Folder for the state; without one everything is in memory and gone with the process. */
  readonly dataDirectory?: string;
  /** `relaxed` believes any well-formed signature, `strict` verifies. */
  readonly auth?: "relaxed" | "strict";
  /** Credential sets besides `test` / `test`, which is account 000000000000. */
  readonly credentials?: readonly Credential[];
  /** When a change is deployed: after the delay, when next read, or on the admin call. */
  readonly deploy?: "timed" | "next-read" | "manual";
  /** Milliseconds from a change to Deployed, for `timed`. */
  readonly deployDelayMs?: number;
  /** `legacy`: ACLs work on new buckets, as the guide expects; `modern`: they do not, as since April 2023. */
  readonly s3Defaults?: "legacy" | "modern";
  /** Quotas of the CloudFront API, such as distributions per account. */
  readonly limits?: Partial<CloudFrontLimits>;
  /** Requests kept for `GET /_oxbow/requests`. */
  readonly requestLogCapacity?: number;
}

/** Options with the defaults filled in. */
export type Settings = Required<Omit<MockCloudOptions, "dataDirectory">> &
  Pick<MockCloudOptions, "dataDirectory">;

const DEFAULTS: Settings = Object.freeze({
  auth: "relaxed",
  credentials: [],
  deploy: "timed",
  deployDelayMs: 1000,
  s3Defaults: "legacy",
  limits: {},
  requestLogCapacity: 10_000,
});

const CHOICES = {
  auth: ["relaxed", "strict"],
  deploy: ["timed", "next-read", "manual"],
  s3Defaults: ["legacy", "modern"],
} as const;

/**
 * Fills in the defaults.
 *
 * @throws OptionError for a value that is none of its option's
 */
export function toSettings(options: MockCloudOptions): Settings {
  const settings: Settings = { ...DEFAULTS, ...withoutUndefined(options) };
  for (const name of Object.keys(CHOICES) as (keyof typeof CHOICES)[]) {
    const choices: readonly string[] = CHOICES[name];
    if (!choices.includes(settings[name]))
      throw new OptionError(name, settings[name], `write ${choices.join(" or ")}`);
  }
  for (const name of ["deployDelayMs", "requestLogCapacity"] as const) {
    const value = settings[name];
    if (!Number.isInteger(value) || value < 0)
      throw new OptionError(name, value, "write a whole number, 0 or more");
  }
  return settings;
}

function withoutUndefined<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
}
