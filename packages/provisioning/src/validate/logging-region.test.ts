import { expect, test } from "vitest";
import { toStreamingSite } from "../site/streaming-site.ts";
import { validateSiteMembers } from "./site-members.ts";

const findingsIn = (region: string, logging?: { readonly bucket: string; readonly prefix: string }) =>
  validateSiteMembers(
    toStreamingSite({
      name: "holiday",
      region,
      media: { bucket: "holiday-media", directory: "media" },
      player: { distributionId: "E1" },
      ...(logging === undefined ? {} : { logging }),
    }),
  );
const logging = { bucket: "holiday-logs", prefix: "" };

test.for(["ap-east-1", "eu-south-1", "me-south-1"])("logs cannot be delivered to %s", (region) => {
  expect(findingsIn(region, logging)).toMatchObject([
    { severity: "warning", code: "LOGGING_REGION", place: "logging.bucket" },
  ]);
  expect(findingsIn(region)).toEqual([]);
});

test.for(["us-east-1", "eu-west-1", "ap-southeast-2"])("they can to %s", (region) => {
  expect(findingsIn(region, logging)).toEqual([]);
});
