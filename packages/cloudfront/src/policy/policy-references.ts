import type { DefaultCacheBehavior } from "@aws-sdk/client-cloudfront";
import { behaviorsOf } from "../distribution/web-config.ts";
import { referringDistributions } from "../resource/referring-distributions.ts";
import type { Context } from "../state.ts";

/** True while a cache behaviour of the account holds this value in that member. */
export async function isReferredTo(
  context: Context,
  member: keyof DefaultCacheBehavior,
  value: string,
): Promise<boolean> {
  const referring = await referringDistributions(
    context,
    ({ kind, config }) =>
      kind === "web" && behaviorsOf(config).some((behavior) => behavior[member] === value),
  );
  return referring.length > 0;
}
