import type { ObjectLockConfiguration } from "@aws-sdk/client-s3";
import type { DefaultRetention } from "../bucket/bucket-record.ts";
import { invalidRetentionPeriod, malformedXml } from "../errors.ts";

/** The default retention of a configuration; `undefined` when it only switches object lock on. */
export function readLockConfiguration(
  configuration: ObjectLockConfiguration | undefined,
): DefaultRetention | undefined {
  if (configuration?.ObjectLockEnabled !== "Enabled") throw malformedXml();
  if (configuration.Rule === undefined) return undefined;
  const { Mode: mode, Days: days, Years: years } = configuration.Rule.DefaultRetention ?? {};
  if (mode !== "GOVERNANCE" && mode !== "COMPLIANCE") throw malformedXml();
  if ((days === undefined) === (years === undefined)) throw malformedXml();
  if ((days ?? years ?? 0) <= 0) {
    throw invalidRetentionPeriod();
  }
  return days === undefined ? { mode, years: years ?? 0 } : { mode, days };
}

export function toLockConfiguration(retention: DefaultRetention | undefined): ObjectLockConfiguration {
  if (retention === undefined) return { ObjectLockEnabled: "Enabled" };
  const { mode, days, years } = retention;
  return {
    ObjectLockEnabled: "Enabled",
    Rule: {
      DefaultRetention: {
        Mode: mode,
        ...(days === undefined ? {} : { Days: days }),
        ...(years === undefined ? {} : { Years: years }),
      },
    },
  };
}
