/** JSON schema of a fault, or of a list of them. */
const FAULT = {
  type: "object",
  required: ["id", "match", "effect"],
  additionalProperties: false,
  properties: {
    id: { type: "string", minLength: 1, maxLength: 100 },
    match: {
      type: "object",
      required: ["service"],
      additionalProperties: false,
      properties: {
        service: { enum: ["s3", "cloudfront", "sts", "edge"] },
        operation: { type: "string", maxLength: 100 },
        distribution: { type: "string", maxLength: 100 },
      },
    },
    effect: {
      oneOf: [
        effect("error", { code: { type: "string", minLength: 1, maxLength: 100 } }),
        effect("delay", { ms: { type: "number", minimum: 0, maximum: 600_000 } }),
        effect("throttle", { perSecond: { type: "number", minimum: 0 } }),
        effect("stall", { atByte: { type: "integer", minimum: 0 } }),
        effect("truncate", { atByte: { type: "integer", minimum: 0 } }),
        effect("refuse", {}),
      ],
    },
    rate: { type: "number", minimum: 0, maximum: 1 },
  },
} as const;

export const FAULT_SCHEMA: object = { oneOf: [FAULT, { type: "array", maxItems: 100, items: FAULT }] };

function effect(kind: string, properties: Readonly<Record<string, object>>): object {
  return {
    type: "object",
    additionalProperties: false,
    required: ["kind", ...Object.keys(properties)],
    properties: { kind: { const: kind }, ...properties },
  };
}
