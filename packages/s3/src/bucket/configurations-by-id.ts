import { ServiceError } from "@oxbow/aws-protocol";
import { malformedXml, noSuchConfiguration } from "../errors.ts";
import type { BucketRecord, ConfigurationsById } from "./bucket-record.ts";

type Kind = keyof ConfigurationsById;
type ConfigurationOf<Name extends Kind> = NonNullable<ConfigurationsById[Name]>[string];

/** @throws ServiceError NoSuchConfiguration */
export function configurationById<Name extends Kind>(
  bucket: BucketRecord,
  kind: Name,
  id: string | undefined,
): ConfigurationOf<Name> {
  const found = (bucket[kind] as Readonly<Record<string, ConfigurationOf<Name>>> | undefined)?.[id ?? ""];
  if (found === undefined) throw noSuchConfiguration();
  return found;
}

/** All configurations of a kind, by their ids. */
export function listConfigurations<Name extends Kind>(
  bucket: BucketRecord,
  kind: Name,
): ConfigurationOf<Name>[] {
  return Object.keys(bucket[kind] ?? {})
    .toSorted()
    .map((id) => configurationById(bucket, kind, id));
}

/** @throws ServiceError IdMismatch when the document has another id than the request */
export function putConfiguration<Name extends Kind>(
  bucket: BucketRecord,
  kind: Name,
  id: string | undefined,
  configuration: (ConfigurationOf<Name> & { readonly Id?: string | undefined }) | undefined,
): BucketRecord {
  if (configuration === undefined || id === undefined) throw malformedXml();
  if (configuration.Id !== id) {
    throw new ServiceError("IdMismatch", "Document ID does not match the specified configuration ID.", {
      status: 400,
    });
  }
  return { ...bucket, [kind]: { ...bucket[kind], [id]: configuration } };
}

/** @throws ServiceError NoSuchConfiguration */
export function removeConfiguration(bucket: BucketRecord, kind: Kind, id: string | undefined): BucketRecord {
  configurationById(bucket, kind, id);
  const kept = Object.entries(bucket[kind] ?? {}).filter(([known]) => known !== id);
  return { ...bucket, [kind]: Object.fromEntries(kept) };
}
