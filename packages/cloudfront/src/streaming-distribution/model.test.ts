import {
  CloudFrontServiceException,
  CreateStreamingDistributionCommand,
  DeleteStreamingDistributionCommand,
  ListStreamingDistributionsCommand,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { openMemoryStore } from "@oxbow/store";
import fc from "fast-check";
import { test } from "vitest";
import { openTestCloud, streamingConfig } from "../test-cloud.cases.ts";

/** What the model knows of a distribution. */
interface Modelled {
  readonly id: string;
  readonly host: string;
  readonly reference: string;
  etag: string;
  alias: string;
  isEnabled: boolean;
  isPending: boolean;
  /** What the edge has: `undefined` before the first deployment. */
  deployed: { alias: string; isEnabled: boolean } | undefined;
}

type Step =
  | {
      readonly kind: "create";
      readonly reference: number;
      readonly alias: number;
      readonly isEnabled: boolean;
    }
  | {
      readonly kind: "update";
      readonly pick: number;
      readonly alias: number;
      readonly isEnabled: boolean;
      readonly isStale: boolean;
    }
  | { readonly kind: "delete"; readonly pick: number }
  | { readonly kind: "deploy"; readonly pick: number };

const small = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("create" as const),
    reference: small,
    alias: small,
    isEnabled: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("update" as const),
    pick: small,
    alias: small,
    isEnabled: fc.boolean(),
    isStale: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("delete" as const), pick: small }),
  fc.record({ kind: fc.constant("deploy" as const), pick: small }),
);

function aliasName(alias: number): string {
  return `media-${alias}.example.com`;
}

test("behaves as a plain model does, whatever is asked in whatever order", async ({ expect }) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { client, cloudFront } = openTestCloud({
        deploy: "manual",
        limits: { streamingDistributions: 3 },
      });
      const model: Modelled[] = [];
      /** The code of the failure, or what was answered. */
      const attempt = async <Output>(request: Promise<Output>): Promise<Output | string> =>
        request.catch((error: unknown) => {
          if (error instanceof CloudFrontServiceException) return error.name;
          throw error;
        });
      const isTaken = (alias: string, except?: Modelled) =>
        model.some((other) => other !== except && other.alias === alias);

      for (const action of steps) {
        if (action.kind === "create") {
          const reference = `reference-${action.reference}`;
          const alias = aliasName(action.alias);
          const expected = model.some((other) => other.reference === reference)
            ? "StreamingDistributionAlreadyExists"
            : model.length === 3
              ? "TooManyStreamingDistributions"
              : isTaken(alias)
                ? "CNAMEAlreadyExists"
                : "accepted";
          const answer = await attempt(
            client.send(
              new CreateStreamingDistributionCommand({
                StreamingDistributionConfig: streamingConfig({
                  CallerReference: reference,
                  Aliases: { Quantity: 1, Items: [alias] },
                  Enabled: action.isEnabled,
                }),
              }),
            ),
          );
          expect(typeof answer === "string" ? answer : "accepted").toBe(expected);
          if (typeof answer === "string") continue;
          model.push({
            id: answer.StreamingDistribution?.Id ?? "",
            host: answer.StreamingDistribution?.DomainName ?? "",
            reference,
            etag: answer.ETag ?? "",
            alias,
            isEnabled: action.isEnabled,
            isPending: true,
            deployed: undefined,
          });
          continue;
        }
        const picked = model[action.pick % Math.max(1, model.length)];
        if (picked === undefined) continue;
        if (action.kind === "deploy") {
          expect(await cloudFront.completeDeployments(picked.id)).toEqual(
            picked.isPending ? [picked.id] : [],
          );
          picked.isPending = false;
          picked.deployed = { alias: picked.alias, isEnabled: picked.isEnabled };
        } else if (action.kind === "delete") {
          const expected =
            picked.isEnabled || picked.isPending ? "StreamingDistributionNotDisabled" : "accepted";
          const answer = await attempt(
            client.send(new DeleteStreamingDistributionCommand({ Id: picked.id, IfMatch: picked.etag })),
          );
          expect(typeof answer === "string" ? answer : "accepted").toBe(expected);
          if (typeof answer !== "string") model.splice(model.indexOf(picked), 1);
        } else {
          const alias = aliasName(action.alias);
          const expected = action.isStale
            ? "PreconditionFailed"
            : isTaken(alias, picked)
              ? "CNAMEAlreadyExists"
              : "accepted";
          const answer = await attempt(
            client.send(
              new UpdateStreamingDistributionCommand({
                Id: picked.id,
                IfMatch: action.isStale ? "E000000000000" : picked.etag,
                StreamingDistributionConfig: streamingConfig({
                  CallerReference: picked.reference,
                  Aliases: { Quantity: 1, Items: [alias] },
                  Enabled: action.isEnabled,
                }),
              }),
            ),
          );
          expect(typeof answer === "string" ? answer : "accepted").toBe(expected);
          if (typeof answer === "string") continue;
          picked.etag = answer.ETag ?? "";
          picked.alias = alias;
          picked.isEnabled = action.isEnabled;
          picked.isPending = true;
        }
      }

      const { StreamingDistributionList: list } = await client.send(
        new ListStreamingDistributionsCommand({}),
      );
      const byId = [...model].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(
        (list?.Items ?? []).map((item) => [item.Id, item.Status, item.Enabled, item.Aliases?.Items]),
      ).toEqual(
        byId.map((known) => [
          known.id,
          known.isPending ? "InProgress" : "Deployed",
          known.isEnabled,
          [known.alias],
        ]),
      );
      await cloudFront.directory.settled();
      for (const known of model) {
        const found = cloudFront.directory.findByHost(known.host);
        expect(found?.isServing).toBe(known.deployed?.isEnabled ?? false);
        if (known.deployed !== undefined) expect(found?.aliases).toEqual([known.deployed.alias]);
      }
      expect(cloudFront.directory.list()).toHaveLength(model.length);
      cloudFront.close();
    }),
    { numRuns: process.env.OXBOW_SOAK === undefined ? 60 : 3000 },
  );
});

test("creations at the same time get one distribution each, and never more than allowed", async ({
  expect,
}) => {
  const { client } = openTestCloud({ limits: { streamingDistributions: 5 } });
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      client.send(
        new CreateStreamingDistributionCommand({
          StreamingDistributionConfig: streamingConfig({ CallerReference: `at-once-${index % 10}` }),
        }),
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  const { StreamingDistributionList: list } = await client.send(new ListStreamingDistributionsCommand({}));
  expect(list?.Quantity).toBe(5);
});

test("processes on one store never allow more together, and share one name space", async ({ expect }) => {
  const store = openMemoryStore();
  const clients = [1, 2, 3].map(() => openTestCloud({ store, limits: { streamingDistributions: 5 } }).client);
  const answers = await Promise.allSettled(
    clients.flatMap((client, process) =>
      [0, 1, 2, 3].map((index) =>
        client.send(
          new CreateStreamingDistributionCommand({
            StreamingDistributionConfig: streamingConfig({
              CallerReference: `process-${process}-${index}`,
              // The first of every process wants the same name.
              Aliases: {
                Quantity: 1,
                Items: [index === 0 ? "media.example.com" : `media-${process}-${index}.example.com`],
              },
            }),
          }),
        ),
      ),
    ),
  );
  const codes = answers.flatMap((answer) =>
    answer.status === "rejected" ? [(answer.reason as CloudFrontServiceException).name] : [],
  );
  expect(codes).toHaveLength(7);
  expect(new Set(codes)).toEqual(new Set(["CNAMEAlreadyExists", "TooManyStreamingDistributions"]));
});
