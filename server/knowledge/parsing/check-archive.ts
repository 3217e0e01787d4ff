import { fromBuffer, type ZipFile } from "yauzl";
import { DomainError } from "../../errors.ts";

const mostEntries = 2000;
const mostUnpackedBytes = 100 * 1024 * 1024;

/**
 * Looks at a ZIP archive's directory before anything is unpacked. The sizes it states are enforced by whoever unpacks:
 * an entry that is longer than stated is damaged.
 * @returns the names of its entries
 * @throws DomainError("unusable_content") when it is damaged, has more than 2,000 entries or unpacks to more than 100 MB
 */
export async function checkArchive(bytes: Uint8Array): Promise<string[]> {
  const archive = await open(bytes);
  if (archive.entryCount > mostEntries)
    throw new DomainError("unusable_content", `This file holds more than ${mostEntries} parts.`);
  const names: string[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    archive.on("entry", (entry) => {
      names.push(entry.fileName);
      size += entry.uncompressedSize;
      if (size > mostUnpackedBytes)
        reject(new DomainError("unusable_content", "This file unpacks to more than 100 MB."));
      else archive.readEntry();
    });
    archive.on("end", resolve);
    archive.on("error", () => reject(damaged()));
    archive.readEntry();
  });
  return names;
}

const damaged = () => new DomainError("unusable_content", "This file is damaged and cannot be read.");

function open(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true }, (error, archive) =>
      error ? reject(damaged()) : resolve(archive!),
    );
  });
}
