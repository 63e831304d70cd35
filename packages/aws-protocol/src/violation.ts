/** One way in which a request does not fit the model; the service decides how to say it. */
export interface Violation {
  readonly kind: /** The body is not a document at all; `detail` says why. */
    | "syntax"
    /** The root element or its namespace is another one. */
    | "root"
    /** A required member is missing. */
    | "required"
    /** The text is no boolean, number or date. */
    | "lexical"
    /** The text is none of the allowed values. */
    | "enumeration"
    /** An element that the model does not know. */
    | "unknown"
    /** A single element that occurs twice. */
    | "duplicate";
  readonly where: "body" | "header" | "query" | "label";
  /** Names from the input down, as the SDK has them: `["StreamingDistributionConfig", "S3Origin", "DomainName"]`; list indexes count from 1. */
  readonly path: readonly (string | number)[];
  /** Name of the header, query parameter or element. */
  readonly wireName: string;
  /** The offending text; `undefined` when there is none. */
  readonly value?: string | undefined;
  /** Allowed values of an enumeration. */
  readonly allowed?: readonly string[];
  readonly detail?: string;
}
