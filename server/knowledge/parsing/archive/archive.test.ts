import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { DomainError } from "../../../errors.ts";
import { type ZipFile, zip } from "../../../testing/zip.ts";
import { runUnpacker } from "./run-unpacker.ts";

async function unpack(...files: ZipFile[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const entry of runUnpacker(zip(files)))
    found[entry.name] =
      "refused" in entry ? `refused: ${entry.refused}` : new TextDecoder().decode(entry.bytes);
  return found;
}

test("each file by its name, in order; folders and what systems leave behind are passed over", async () => {
  expect(
    await unpack(
      { name: "help/", content: "" },
      { name: "help/returns.md", content: "# Returns\n\nThirty days." },
      { name: "说明/退货.txt", content: "七天内可退货。" },
      { name: "__MACOSX/help/._returns.md", content: "x" },
      { name: "help/.DS_Store", content: "x" },
      { name: "Thumbs.db", content: "x" },
    ),
  ).toEqual({ "help/returns.md": "# Returns\n\nThirty days.", "说明/退货.txt": "七天内可退货。" });
});

test("names that a Chinese Windows wrote in GBK are read", async () => {
  const name = Buffer.from([0xcd, 0xcb, 0xbb, 0xf5, 0x2e, 0x74, 0x78, 0x74]);
  expect(await unpack({ name, content: "七天" })).toEqual({ "退货.txt": "七天" });
});

test("what leads out, is locked, is an archive or is packed too tightly is refused by itself", async () => {
  const found = await unpack(
    { name: "../../etc/cron.d/x.txt", content: "x" },
    { name: "C:/windows/x.txt", content: "x" },
    { name: "locked.txt", content: "x", flags: 1 },
    { name: "inner.zip", content: "PK" },
    { name: "bomb.txt", content: Buffer.alloc(3_000_000, 97) },
    { name: "fine.txt", content: "fine" },
    { name: "broken.txt", content: "broken", packed: Buffer.from([1, 2, 3, 4]) },
    { name: "lies.txt", content: "short", packed: deflateRawSync(Buffer.alloc(5000, 97)) },
  );
  expect(found).toEqual({
    "../../etc/cron.d/x.txt": "refused: The name of this file leads out of the archive.",
    "C:/windows/x.txt": "refused: The name of this file leads out of the archive.",
    "locked.txt": "refused: This file is protected by a password.",
    "inner.zip": "refused: An archive within an archive is not opened.",
    "bomb.txt": "refused: This file unpacks to more than a hundred times its size.",
    "fine.txt": "fine",
    "broken.txt": "refused: This file is damaged and cannot be read.",
    "lies.txt": "refused: This file is damaged and cannot be read.",
  });
});

test.each([
  [
    "too many files",
    () => zip(Array.from({ length: 501 }, (_, i) => ({ name: `${i}.txt`, content: "x" }))),
    /more than 500 files/,
  ],
  [
    "too much in all",
    () => zip(Array.from({ length: 12 }, (_, i) => ({ name: `${i}.txt`, content: "x", size: 19_000_000 }))),
    /more than 200 MB/,
  ],
  ["no archive", () => Buffer.from("PK\u0003\u0004 and nothing more"), /damaged/],
])("an archive of %s is refused whole", async (_, make, sentence) => {
  const reading = (async () => {
    for await (const _entry of runUnpacker(make()));
  })();
  await expect(reading).rejects.toThrow(DomainError);
  await expect(reading).rejects.toThrow(sentence);
});

test("an unpacker that takes too long is ended", async () => {
  const limits = { timeMs: 1, memoryBytes: 300_000_000, outputBytes: 1000 };
  const reading = (async () => {
    for await (const _entry of runUnpacker(zip([{ name: "a.txt", content: "a" }]), limits));
  })();
  await expect(reading).rejects.toThrow(/seconds/);
});
