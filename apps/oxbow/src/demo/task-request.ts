import type { StreamingSite } from "@oxbow/provisioning";

interface TaskSite {
  readonly name: string;
  readonly access?: StreamingSite["access"];
}

/** What the console may ask of `POST /_oxbow/tasks`. */
export type TaskRequest =
  | { readonly action: "plan"; readonly site: TaskSite }
  /** `task`: only the steps of the guide up to this one. */
  | { readonly action: "apply"; readonly site: TaskSite; readonly task?: number }
  /** `task`: only what this step made, and what stands on that. */
  | { readonly action: "destroy"; readonly site: TaskSite; readonly task?: number }
  | { readonly action: "diagnose"; readonly stream: { readonly streamer: string; readonly file: string } };

const SITE_NAME = { type: "string", pattern: "^[a-z0-9][a-z0-9-]{1,40}$" } as const;

const SITE = {
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: {
    name: SITE_NAME,
    access: { enum: ["public-objects", "origin-access-identity"] },
  },
} as const;

const ADDRESS = { type: "string", minLength: 1, maxLength: 4000 } as const;

const TASK = { type: "integer", minimum: 1, maximum: 8 } as const;

/** JSON schema of the query that names a site. */
export const SITE_QUERY_SCHEMA: object = {
  type: "object",
  required: ["site"],
  additionalProperties: false,
  properties: { site: SITE_NAME },
};

/** JSON schema of a {@link TaskRequest}. */
export const TASK_SCHEMA: object = {
  oneOf: [
    request(["plan"], { site: SITE }),
    request(["apply", "destroy"], { site: SITE }, { task: TASK }),
    request(["diagnose"], {
      stream: {
        type: "object",
        required: ["streamer", "file"],
        additionalProperties: false,
        properties: { streamer: ADDRESS, file: ADDRESS },
      },
    }),
  ],
};

function request(
  actions: readonly string[],
  required: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
): object {
  return {
    type: "object",
    required: ["action", ...Object.keys(required)],
    additionalProperties: false,
    properties: { action: { enum: actions }, ...required, ...optional },
  };
}
