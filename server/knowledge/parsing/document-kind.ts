export type DocumentKind = "markdown" | "text" | "html" | "csv" | "pdf" | "docx" | "xlsx" | "zip";
/** What has a text of its own; an archive has files. */
export type TextKind = Exclude<DocumentKind, "zip">;

const byExtension: Record<string, DocumentKind> = {
  md: "markdown",
  markdown: "markdown",
  mdx: "markdown",
  txt: "text",
  text: "text",
  log: "text",
  html: "html",
  htm: "html",
  xhtml: "html",
  csv: "csv",
  tsv: "csv",
  pdf: "pdf",
  docx: "docx",
  xlsx: "xlsx",
  zip: "zip",
};
const byMediaType: Record<string, DocumentKind> = {
  "text/markdown": "markdown",
  "text/x-markdown": "markdown",
  "text/plain": "text",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/csv": "csv",
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/zip": "zip",
  "application/x-zip-compressed": "zip",
};
const mediaTypes: Record<DocumentKind, string> = {
  markdown: "text/markdown",
  text: "text/plain",
  html: "text/html",
  csv: "text/csv",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

export function extensionOf(filename: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(filename)?.[1]?.toLowerCase() ?? "";
}

/** The name of a file without its folder and extension. */
export function stemOf(filename: string): string {
  const name = filename.split(/[\\/]/).at(-1) ?? "";
  return name.replace(/(?<=.)\.[a-z0-9]{1,10}$/i, "").trim() || name;
}

/** What a binary format's files begin with; a text format's may not begin like that. */
const beginnings: [string, DocumentKind[]][] = [
  ["%PDF-", ["pdf"]],
  ["PK\u0003\u0004", ["docx", "xlsx", "zip"]],
];
const binary = new Set(beginnings.flatMap(([, kinds]) => kinds));

/**
 * What a file is read as: by its extension, else by the declared media type; undefined for formats that are not read, and
 * for a file whose first bytes say something else than its name.
 */
export function documentKind(
  filename: string,
  mediaType: string,
  firstBytes: Uint8Array,
): DocumentKind | undefined {
  const bare = mediaType.split(";")[0]!.trim().toLowerCase();
  const extension = extensionOf(filename);
  const kind = byExtension[extension] ?? (extension === "" ? byMediaType[bare] : undefined);
  if (!kind) return undefined;
  const head = new TextDecoder("latin1").decode(firstBytes.subarray(0, 1024));
  // ISO 32000-1, appendix H.3.4: readers take a PDF whose header comes within its first 1024 bytes.
  if (kind === "pdf") return head.includes("%PDF-") ? kind : undefined;
  const shown = beginnings.find(([magic]) => head.startsWith(magic))?.[1];
  return (shown ? shown.includes(kind) : !binary.has(kind)) ? kind : undefined;
}

/** Whether the name says a format that is read: such a file that is none was damaged, or is called wrongly. */
export const isKnownName = (filename: string) => byExtension[extensionOf(filename)] !== undefined;

export const isBinary = (kind: DocumentKind) => binary.has(kind);

/** The media type a file is stored with. */
export function storedMediaType(kind: DocumentKind | undefined, declared: string): string {
  if (kind) return mediaTypes[kind];
  return /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/.test(declared)
    ? declared.toLowerCase()
    : "application/octet-stream";
}
