import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  type DeleteMarkerEntry,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ObjectVersion,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import type { BlobStore, Store } from "@oxbow/store";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openInProcessS3 } from "./in-process.cases.ts";

const Bucket = "model";
const KEYS = ["a", "a/b", "a/ü", "b", "\u{1f600}"] as const;

type Step =
  | { readonly kind: "put"; readonly key: string; readonly body: string }
  /** Written if there is nothing, if it is what the model has, or if it is something else (which it is not). */
  | {
      readonly kind: "putIf";
      readonly key: string;
      readonly body: string;
      readonly condition: "absent" | "same" | "other";
    }
  /** Part 1 is sent again for each of `bodies`; the last counts, if the upload is completed. */
  | {
      readonly kind: "multipart";
      readonly key: string;
      readonly bodies: readonly string[];
      readonly isCompleted: boolean;
    }
  | { readonly kind: "deleteMany"; readonly keys: readonly string[] }
  | { readonly kind: "copy"; readonly from: string; readonly key: string }
  | { readonly kind: "delete"; readonly key: string }
  /** Removes a version for good: which one of those there are, newest first. */
  | { readonly kind: "remove"; readonly key: string; readonly nth: number }
  | { readonly kind: "versioning"; readonly status: "Enabled" | "Suspended" };

const key = fc.constantFrom(...KEYS);
const body = fc.string({ minLength: 1, maxLength: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("put" as const), key, body }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("putIf" as const),
      key,
      body,
      condition: fc.constantFrom("absent" as const, "same" as const, "other" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("multipart" as const),
      key,
      bodies: fc.array(body, { minLength: 1, maxLength: 2 }),
      isCompleted: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("deleteMany" as const),
      keys: fc.uniqueArray(key, { minLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("copy" as const), from: key, key }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("delete" as const), key }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove" as const), key, nth: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("versioning" as const),
      status: fc.constantFrom("Enabled" as const, "Suspended" as const),
    }),
  },
);

interface ModelVersion {
  readonly id: string;
  /** `undefined` for a delete marker. */
  readonly body: string | undefined;
}

/** The API held in a Map: versions of each key, newest first. */
class Model {
  readonly versions = new Map<string, readonly ModelVersion[]>();
  versioning: "Enabled" | "Suspended" | undefined;

  of(key: string): readonly ModelVersion[] {
    return this.versions.get(key) ?? [];
  }

  current(key: string): string | undefined {
    return this.of(key)[0]?.body;
  }

  add(key: string, version: ModelVersion): void {
    const kept = version.id === "null" ? this.of(key).filter(({ id }) => id !== "null") : this.of(key);
    this.#set(key, [version, ...kept]);
  }

  delete(key: string, markerId: string | undefined): void {
    if (this.versioning === undefined) this.#set(key, []);
    else this.add(key, { id: markerId ?? "", body: undefined });
  }

  remove(key: string, id: string): void {
    this.#set(
      key,
      this.of(key).filter((version) => version.id !== id),
    );
  }

  #set(key: string, versions: readonly ModelVersion[]): void {
    if (versions.length === 0) this.versions.delete(key);
    else this.versions.set(key, versions);
  }
}

/** Random operations do what the model does, on the engines that `open` opens; and no bytes are left over. */
export function testAgainstModel(
  name: string,
  open: () => Promise<{ readonly store: Store; readonly blobs: BlobStore }>,
  numRuns: number,
): void {
  test(`${name}: random operations do what a Map does`, async () => {
    const { store, blobs } = await open();
    const { client, service } = openInProcessS3({ store, blobs });
    const s3 = client();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await service.reset();
        await s3.send(new CreateBucketCommand({ Bucket }));
        const model = new Model();
        for (const action of steps) await carryOut(s3, model, action);
        await expectSame(s3, model);
        const bodies = [...model.versions.values()].flat().filter(({ body }) => body !== undefined);
        expect(await blobs.list()).toHaveLength(bodies.length);
      }),
      { numRuns },
    );
  });
}

async function carryOut(s3: S3Client, model: Model, action: Step): Promise<void> {
  switch (action.kind) {
    case "put": {
      const { VersionId = "null" } = await s3.send(
        new PutObjectCommand({ Bucket, Key: action.key, Body: action.body }),
      );
      model.add(action.key, { id: VersionId, body: action.body });
      return;
    }
    case "putIf":
      return await putIf(s3, model, action);
    case "multipart":
      return await uploadInParts(s3, model, action);
    case "deleteMany": {
      const { Deleted = [] } = await s3.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects: action.keys.map((Key) => ({ Key })) } }),
      );
      expect(Deleted.map(({ Key }) => Key)).toEqual(action.keys);
      for (const { Key = "", DeleteMarkerVersionId } of Deleted) model.delete(Key, DeleteMarkerVersionId);
      return;
    }
    case "copy": {
      const body = model.current(action.from);
      const CopySource = `${Bucket}/${encodeURIComponent(action.from)}`;
      const copy = s3.send(
        new CopyObjectCommand({ Bucket, Key: action.key, CopySource, MetadataDirective: "REPLACE" }),
      );
      if (body === undefined) await expect(copy).rejects.toMatchObject({ name: "NoSuchKey" });
      else model.add(action.key, { id: (await copy).VersionId ?? "null", body });
      return;
    }
    case "delete": {
      const { VersionId } = await s3.send(new DeleteObjectCommand({ Bucket, Key: action.key }));
      model.delete(action.key, VersionId);
      return;
    }
    case "remove": {
      const version = model.of(action.key)[action.nth];
      if (version === undefined) return;
      await s3.send(new DeleteObjectCommand({ Bucket, Key: action.key, VersionId: version.id }));
      model.remove(action.key, version.id);
      return;
    }
    case "versioning":
      await s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: action.status } }),
      );
      model.versioning = action.status;
  }
}

async function putIf(
  s3: S3Client,
  model: Model,
  { key: Key, body: Body, condition }: Extract<Step, { kind: "putIf" }>,
): Promise<void> {
  const isThere = model.current(Key) !== undefined;
  const etag = isThere ? (await s3.send(new HeadObjectCommand({ Bucket, Key }))).ETag : '"of nothing"';
  const IfMatch = condition === "same" ? etag : '"of something else"';
  const put = s3.send(
    new PutObjectCommand({
      Bucket,
      Key,
      Body,
      ...(condition === "absent" ? { IfNoneMatch: "*" } : { IfMatch }),
    }),
  );
  if (condition === "absent" ? !isThere : condition === "same" && isThere) {
    model.add(Key, { id: (await put).VersionId ?? "null", body: Body });
    return;
  }
  const name = condition !== "absent" && !isThere ? "NoSuchKey" : "PreconditionFailed";
  await expect(put).rejects.toMatchObject({ name });
}

async function uploadInParts(
  s3: S3Client,
  model: Model,
  { key: Key, bodies, isCompleted }: Extract<Step, { kind: "multipart" }>,
): Promise<void> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  let ETag: string | undefined;
  for (const Body of bodies) {
    ({ ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body })));
  }
  if (!isCompleted) {
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    return;
  }
  const { VersionId = "null" } = await s3.send(
    new CompleteMultipartUploadCommand({
      Bucket,
      Key,
      UploadId,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
    }),
  );
  model.add(Key, { id: VersionId, body: bodies.at(-1) });
}

async function expectSame(s3: S3Client, model: Model): Promise<void> {
  const inOrder = [...model.versions.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents.map(({ Key }) => Key)).toEqual(inOrder.filter((name) => model.current(name) !== undefined));
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  const expectedVersions = inOrder.flatMap((name) =>
    model.of(name).map(({ id, body }, index) => ({ name, id, body, isLatest: index === 0 })),
  );
  const listed = (entries: readonly (ObjectVersion | DeleteMarkerEntry)[]) =>
    entries.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest]);
  const modelled = (isMarker: boolean) =>
    expectedVersions
      .filter(({ body }) => (body === undefined) === isMarker)
      .map(({ name, id, isLatest }) => [name, id, isLatest]);
  expect(listed(Versions)).toEqual(modelled(false));
  expect(listed(DeleteMarkers)).toEqual(modelled(true));
  const paged = await listByPages(s3);
  expect(paged).toHaveLength(expectedVersions.length);
  expect(new Set(paged)).toEqual(new Set(expectedVersions.map(({ name, id }) => `${name} ${id}`)));
  for (const { name, id, body } of expectedVersions) {
    if (body === undefined) continue;
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: name, VersionId: id }));
    expect(await got.Body?.transformToString()).toBe(body);
  }
}

/** Key and version of every entry, asked for two at a time; markers of a page come behind its versions. */
async function listByPages(s3: S3Client): Promise<readonly string[]> {
  const entries: string[] = [];
  let from = {};
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...from }));
    const both = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    entries.push(...both.map(({ Key, VersionId }) => `${Key} ${VersionId}`));
    if (page.IsTruncated !== true) return entries;
    from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}
