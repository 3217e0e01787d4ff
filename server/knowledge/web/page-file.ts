import { documentKind, extensionOf, storedMediaType } from "../parsing/document-kind.ts";

const extensions: Record<string, string> = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/markdown": "md",
  "text/plain": "txt",
  "text/csv": "csv",
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
};

/** The page's own words in UTF-8, where it says that it is written in something else. */
function inUtf8(bytes: Uint8Array, mediaType: string): Uint8Array {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(mediaType)?.[1];
  if (!/^text\//i.test(mediaType) || !charset || /^utf-?8$/i.test(charset)) return bytes;
  try {
    return new TextEncoder().encode(new TextDecoder(charset).decode(bytes));
  } catch {
    return bytes;
  }
}

/** A fetched page as a file: named after its address, with an extension that says what it was served as. */
export function pageFile(page: { url: URL; bytes: Uint8Array; mediaType: string }): {
  filename: string;
  mediaType: string;
  bytes: Uint8Array;
} {
  const served = page.mediaType.split(";")[0]!.trim().toLowerCase();
  const last = page.url.pathname.split("/").filter(Boolean).at(-1);
  let name = page.url.host;
  try {
    if (last) name = decodeURIComponent(last);
  } catch {
    name = last ?? name;
  }
  // Plain text may be Markdown or a table, as its name says; what is served as a page is one.
  const ownName = served !== "text/html" && documentKind(name, "", page.bytes) !== undefined;
  const extension = extensions[served];
  const filename = ownName || !extension || extensionOf(name) === extension ? name : `${name}.${extension}`;
  const bytes = inUtf8(page.bytes, page.mediaType);
  const kind = documentKind(filename, served, bytes);
  return { filename: filename.slice(-255), mediaType: storedMediaType(kind, served), bytes };
}
