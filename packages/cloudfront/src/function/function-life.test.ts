import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DescribeFunctionCommand,
  GetFunctionCommand,
  ListFunctionsCommand,
  PublishFunctionCommand,
  TestFunctionCommand,
  UpdateFunctionCommand,
} from "@aws-sdk/client-cloudfront";
import { test } from "vitest";
import { openTestCloud } from "../test-cloud.cases.ts";

const CONFIG = { Comment: "adds index.html", Runtime: "cloudfront-js-2.0" } as const;

function code(uri: string): Uint8Array {
  return Buffer.from(`function handler(event) { event.request.uri = "${uri}"; return event.request; }`);
}

test("keeps what is worked on apart from what is published", async ({ expect }) => {
  const { client } = openTestCloud();
  const created = await client.send(
    new CreateFunctionCommand({ Name: "index", FunctionConfig: CONFIG, FunctionCode: code("/one") }),
  );
  expect(created.FunctionSummary).toMatchObject({
    Name: "index",
    Status: "UNPUBLISHED",
    FunctionConfig: CONFIG,
    FunctionMetadata: {
      FunctionARN: "arn:aws:cloudfront::000000000000:function/index",
      Stage: "DEVELOPMENT",
    },
  });
  const published = await client.send(new PublishFunctionCommand({ Name: "index", IfMatch: created.ETag }));
  expect(published.FunctionSummary).toMatchObject({
    Status: "UNASSOCIATED",
    FunctionMetadata: { Stage: "LIVE" },
  });
  const updated = await client.send(
    new UpdateFunctionCommand({
      Name: "index",
      IfMatch: created.ETag,
      FunctionConfig: { ...CONFIG, Comment: "second" },
      FunctionCode: code("/two"),
    }),
  );
  const codeOf = async (Stage: "DEVELOPMENT" | "LIVE") => {
    const { FunctionCode } = await client.send(new GetFunctionCommand({ Name: "index", Stage }));
    return Buffer.from(FunctionCode ?? []).toString();
  };
  expect(await codeOf("DEVELOPMENT")).toContain("/two");
  expect(await codeOf("LIVE")).toContain("/one");
  const live = await client.send(new DescribeFunctionCommand({ Name: "index", Stage: "LIVE" }));
  expect(live.FunctionSummary?.FunctionConfig?.Comment).toBe("adds index.html");

  const event = Buffer.from(JSON.stringify({ request: { uri: "/" } }));
  const tested = await client.send(
    new TestFunctionCommand({ Name: "index", IfMatch: updated.ETag, EventObject: event }),
  );
  expect(tested.TestResult).toMatchObject({
    FunctionSummary: { Name: "index" },
    FunctionErrorMessage: "",
    FunctionOutput: JSON.stringify({ request: { uri: "/two" } }),
  });
  const testedLive = await client.send(
    new TestFunctionCommand({ Name: "index", Stage: "LIVE", IfMatch: live.ETag, EventObject: event }),
  );
  expect(testedLive.TestResult?.FunctionOutput).toBe(JSON.stringify({ request: { uri: "/one" } }));
  await expect(
    client.send(new TestFunctionCommand({ Name: "index", IfMatch: created.ETag, EventObject: event })),
  ).rejects.toMatchObject({ name: "InvalidIfMatchVersion" });

  const { FunctionList: all } = await client.send(new ListFunctionsCommand({}));
  expect(all?.Items?.map((item) => item.FunctionMetadata?.Stage)).toEqual(["DEVELOPMENT", "LIVE"]);
  const { FunctionList: onlyLive } = await client.send(new ListFunctionsCommand({ Stage: "LIVE" }));
  expect(onlyLive?.Quantity).toBe(1);
  await client.send(new DeleteFunctionCommand({ Name: "index", IfMatch: updated.ETag }));
  await expect(client.send(new DescribeFunctionCommand({ Name: "index" }))).rejects.toMatchObject({
    name: "NoSuchFunctionExists",
  });
});
