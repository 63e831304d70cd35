/**
 * The model of a service as plain data: what `generate.ts` takes out of the SDK's runtime schemas and type
 * declarations, and what the pipeline compiles shapes from. Keys are short because it is stored as text.
 */
export interface ServiceModel {
  /** Package and version it was taken from (`@aws-sdk/client-s3@3.1169.0`). */
  readonly source: string;
  readonly operations: Readonly<Record<string, OperationModel>>;
  /** HTTP status of every modelled error, by code. */
  readonly errors: Readonly<Record<string, number>>;
  /** By name; scalars ({@link ScalarKind}) are not listed. */
  readonly shapes: Readonly<Record<string, ShapeModel>>;
}

export interface OperationModel {
  readonly method: string;
  /** Path and query template as the `http` trait has it (`/2020-05-31/distribution/{Id}`, `/{Key+}?uploads`). */
  readonly uri: string;
  readonly status: number;
  /** Name of the input structure. */
  readonly input: string;
  /** Name of the output structure; absent when there is none. */
  readonly output?: string;
}

/** Values without parts. `dateTime`, `httpDate` and `epochSeconds` are timestamps with a format of their own. */
export type ScalarKind =
  | "string"
  | "integer"
  | "float"
  | "boolean"
  | "blob"
  | "stream"
  | "timestamp"
  | "dateTime"
  | "httpDate"
  | "epochSeconds";

export type ShapeModel =
  | {
      readonly kind: "structure";
      /** Element name when it is the root of a body, if not its own name. */
      readonly xmlName?: string;
      /** In the order of the API's documentation, which is the order the service writes them in. */
      readonly members: Readonly<Record<string, MemberModel>>;
      readonly required?: readonly string[];
    }
  | { readonly kind: "list"; readonly member: MemberModel }
  /** Prefix headers; no body has a map. */
  | { readonly kind: "map" }
  | { readonly kind: "enumeration"; readonly values: readonly string[] };

export interface MemberModel {
  /** A {@link ScalarKind} or a name in {@link ServiceModel.shapes}. */
  readonly shape: string;
  /** Name of the element or attribute, if not the member's name. */
  readonly xmlName?: string;
  /** Where outside the XML body the member is bound; absent for a child element. */
  readonly in?: "header" | "prefixHeaders" | "query" | "label" | "payload" | "attribute";
  /** Name of the header, its prefix, or of the query parameter. */
  readonly at?: string;
  /** List elements stand directly in the structure, without an element around them. */
  readonly flat?: true;
  /** Prefix and name of a namespace to declare on the element. */
  readonly namespace?: readonly [prefix: string, uri: string];
}
