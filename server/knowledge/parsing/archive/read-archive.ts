import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { DomainError } from "../../../errors.ts";
import { maxDocumentBytes } from "../../schema.ts";
import { extensionOf } from "../document-kind.ts";

/** A file of an archive, or the sentence why it is not taken. */
export type ArchiveEntry = { name: string } & ({ bytes: Uint8Array } | { refused: string });

const mostEntries = 500;
const mostUnpackedBytes = 200 * 1024 * 1024;
/** DEFLATE reaches a thousandth on nothing but repetition; no document of people's comes near a hundredth. */
const mostRatio = 100;
const smallEnough = 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true });
const damaged = () => new DomainError("unusable_content", "This archive is damaged and cannot be read.");

/** Programs on Chinese Windows write names in GBK without saying so. */
function nameOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  try {
    return utf8.decode(raw);
  } catch {
    return new TextDecoder("gb18030").decode(raw);
  }
}

/** Folders, and what operating systems leave in archives for themselves. */
const isNoFile = (name: string) => /\/$|(^|\/)(__MACOSX\/|\.[^./]|Thumbs\.db$|desktop\.ini$)/i.test(name);

function reasonAgainst(entry: Entry, name: string): string | undefined {
  if (entry.generalPurposeBitFlag & 1) return "This file is protected by a password.";
  if (/^\/|^[a-z]:|(^|[\\/])\.\.([\\/]|$)/i.test(name))
    return "The name of this file leads out of the archive.";
  if (["zip", "rar", "7z", "gz", "tar"].includes(extensionOf(name)))
    return "An archive within an archive is not opened.";
  if (entry.uncompressedSize > maxDocumentBytes)
    return "A document has 20 MB at most; split it into smaller files.";
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
  if (ratio > mostRatio && entry.uncompressedSize > smallEnough)
    return "This file unpacks to more than a hundred times its size.";
  return undefined;
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, decodeStrings: false }, (error, archive) =>
      error ? reject(damaged()) : resolve(archive!),
    );
  });
}

/** All entries of the archive's directory, before anything is unpacked. */
async function readDirectory(bytes: Buffer): Promise<Entry[]> {
  const archive = await open(bytes);
  if (archive.entryCount > mostEntries)
    throw new DomainError("unusable_content", `This archive holds more than ${mostEntries} files.`);
  const entries: Entry[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    archive.on("entry", (entry: Entry) => {
      entries.push(entry);
      size += entry.uncompressedSize;
      if (size > mostUnpackedBytes)
        reject(new DomainError("unusable_content", "This archive unpacks to more than 200 MB."));
      else archive.readEntry();
    });
    archive.on("end", () => resolve(entries));
    archive.on("error", () => reject(damaged()));
    archive.readEntry();
  });
}

function unpack(archive: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const parts: Buffer[] = [];
      // yauzl ends the stream with an error when the entry is longer or shorter than the directory says.
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("error", reject);
      stream.on("end", () => resolve(Buffer.concat(parts)));
    });
  });
}

/**
 * The files of a ZIP archive, one at a time: at most 500 of 20 MB each and 200 MB together. What is locked, packed too
 * tightly, an archive itself or named to lead elsewhere is refused by itself.
 * @throws DomainError("unusable_content") when the whole archive is damaged or too much
 */
export async function* readArchive(bytes: Buffer): AsyncGenerator<ArchiveEntry> {
  const entries = await readDirectory(bytes);
  const archive = await open(bytes);
  for (const entry of entries) {
    const name = nameOf(entry);
    if (isNoFile(name)) continue;
    const refused = reasonAgainst(entry, name);
    if (refused) yield { name, refused };
    else
      yield await unpack(archive, entry).then(
        (unpacked) => ({ name, bytes: unpacked }),
        () => ({ name, refused: "This file is damaged and cannot be read." }),
      );
  }
}
