import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readForm } from "./form-reader.ts";

const FILE = "first line\r\n--almost the boundary\r\nlast line";
const BODY = [
  "--xyz",
  'Content-Disposition: form-data; name="Key"',
  "",
  "user/$[name]",
  "--xyz",
  'Content-Disposition: form-data; name="empty"',
  "Content-Type: text/plain",
  "",
  "",
  "--xyz",
  'Content-Disposition: form-data; name="file"; filename="C:\\\\dir\\\\clock \\"1\\".flv"',
  "Content-Type: video/x-flv",
  "",
  FILE,
  "--xyz",
  'Content-Disposition: form-data; name="submit"',
  "",
  "after the file",
  "--xyz--",
  "",
].join("\r\n");

function inPieces(text: string, byteLength: number): Readable {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.byteLength; at += byteLength) pieces.push(bytes.subarray(at, at + byteLength));
  return Readable.from(pieces);
}

async function readAll(file: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of file) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test.for([1, 7, 64, 10_000])("reads fields and file in pieces of %d bytes", async (byteLength) => {
  const form = await readForm(inPieces(BODY, byteLength), "xyz");
  expect(form.fields).toEqual({ key: "user/$[name]", empty: "" });
  expect(form.fileName).toBe('clock "1".flv');
  expect(await readAll(form.file)).toBe(FILE);
});

test("a form that breaks off in its file fails while the file is read", async () => {
  const form = await readForm(inPieces(BODY.slice(0, BODY.indexOf("last line")), 50), "xyz");
  await expect(readAll(form.file)).rejects.toMatchObject({ code: "MalformedPOSTRequest" });
});

test.for([
  ["nothing", ""],
  ["no boundary", "hello"],
  ["a part without a name", "--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xyz--"],
  ["fields without end", `--xyz\r\nContent-Disposition: form-data; name="a"\r\n\r\n${"x".repeat(30_000)}`],
])("%s is malformed", async ([, text = ""]) => {
  await expect(readForm(inPieces(text, 1000), "xyz")).rejects.toMatchObject({ code: "MalformedPOSTRequest" });
});

test("a form without a file is refused", async () => {
  const text = '--xyz\r\nContent-Disposition: form-data; name="key"\r\n\r\nk\r\n--xyz--\r\n';
  await expect(readForm(inPieces(text, 1000), "xyz")).rejects.toMatchObject({ code: "InvalidArgument" });
});
