import type { Document } from "@oxbow/store";
import { cloudFrontError } from "../errors.ts";
import { required } from "../required.ts";
import type { Context } from "../state.ts";
import type { FunctionRecord } from "./function-record.ts";

/** @throws ServiceError NoSuchFunctionExists */
export async function findFunction(
  { accountId, tables }: Context,
  name: string | undefined,
): Promise<Document<FunctionRecord>> {
  const document = await tables.functions.get(`${accountId}/${required(name, "name")}`);
  if (document === undefined) throw cloudFrontError("NoSuchFunctionExists");
  return document;
}
