import type { Document } from "@oxbow/store";
import { cloudFrontError } from "../errors.ts";
import { required } from "../required.ts";
import type { Context } from "../state.ts";
import type { ResourceKind, ResourceRecord } from "./resource-kind.ts";

/** @throws ServiceError the kind's NoSuch… */
export async function findResource<Config>(
  { accountId, tables }: Context,
  kind: ResourceKind<Config>,
  id: string | undefined,
): Promise<Document<ResourceRecord<Config>>> {
  const document = await kind.table(tables).get(`${accountId}/${required(id, "id")}`);
  if (document === undefined) throw cloudFrontError(kind.failures.notFound);
  return document;
}
