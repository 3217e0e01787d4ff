import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { childId } from "./listing/child-id.ts";
import type { Listed } from "./listing/write-listing.ts";
import { runUnpacker } from "./parsing/archive/run-unpacker.ts";
import { checkFile } from "./parsing/check-file.ts";
import { documentKind, stemOf } from "./parsing/document-kind.ts";
import type { Metadata } from "./schema.ts";
import { storeDocument } from "./store-document.ts";

/**
 * Takes each file of an archive as a document of its own, with the archive's metadata; the rest is told with its reason.
 * Repeated, it finds the documents it made.
 * @throws DomainError("unusable_content") when the archive as a whole is damaged or too much
 */
export async function unpackArchive({
  ctx,
  input,
}: {
  ctx: Context;
  input: { versionId: string; original: Uint8Array; metadata: Metadata };
}): Promise<Listed[]> {
  const listed: Listed[] = [];
  for await (const entry of runUnpacker(input.original)) {
    const { name } = entry;
    try {
      if ("refused" in entry) throw new DomainError("unusable_content", entry.refused);
      const { mediaType } = checkFile({ filename: name, mediaType: "", bytes: entry.bytes });
      if (!documentKind(name, "", entry.bytes))
        throw new DomainError("unusable_content", "This format is not read.");
      const id = (what: string) => childId(input.versionId, listed.length, `${what} ${name}`);
      await storeDocument({
        ctx,
        input: {
          ...{ documentId: id("document"), versionId: id("version") },
          ...{ title: stemOf(name).slice(0, 300), filename: name.slice(-255), mediaType },
          ...{ metadata: input.metadata, sourceUrl: null, bytes: entry.bytes },
        },
      });
      listed.push({ name });
    } catch (error) {
      if (!(error instanceof DomainError) || error.status >= 500) throw error;
      listed.push({ name, refused: error.message });
    }
  }
  return listed;
}
