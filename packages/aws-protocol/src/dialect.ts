import type { XmlElement } from "./xml-tree.ts";

/** How one operation's bodies looked in an older API version. What is left out is read or written by today's schema. */
export interface DialectOperation {
  /**
   * Reads the root element of the request into the value of the input member that today's model binds to the
   * payload (`StreamingDistributionConfig`). The value is checked against today's schema afterwards, so a missing
   * required member need not be reported here. Throws `ServiceError` for what only the dialect can see.
   */
  readonly toPayload?: (root: XmlElement) => object;
  /** Adds to the root element of the request what today's schema requires and the version did not have yet. */
  readonly complete?: (root: XmlElement) => XmlElement;
  /** Writes the output's payload member as the root element of the answer; the gateway adds the namespace. */
  readonly fromPayload?: (payload: never) => XmlElement;
}

/** An older API version whose bodies have another shape: a mapping at the border, by operation name. */
export interface Dialect {
  readonly operations: Readonly<Record<string, DialectOperation>>;
}
