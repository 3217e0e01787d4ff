export type DocumentKind = "markdown" | "text" | "html";

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
};
const byMediaType: Record<string, DocumentKind> = {
  "text/markdown": "markdown",
  "text/x-markdown": "markdown",
  "text/plain": "text",
  "text/html": "html",
  "application/xhtml+xml": "html",
};
const mediaTypes: Record<DocumentKind, string> = {
  markdown: "text/markdown",
  text: "text/plain",
  html: "text/html",
};

export function extensionOf(filename: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(filename)?.[1]?.toLowerCase() ?? "";
}

/** The name of a file without its folder and extension. */
export function stemOf(filename: string): string {
  const name = filename.split(/[\\/]/).at(-1) ?? "";
  return name.replace(/(?<=.)\.[a-z0-9]{1,10}$/i, "").trim() || name;
}

/**
 * What a file is read as: by its extension, else by the declared media type; undefined for formats that are not read.
 * A PDF or an archive is none of these, whatever it calls itself.
 */
export function documentKind(
  filename: string,
  mediaType: string,
  firstBytes: Uint8Array,
): DocumentKind | undefined {
  const magic = new TextDecoder("latin1").decode(firstBytes.subarray(0, 5));
  if (magic === "%PDF-" || magic.startsWith("PK\u0003\u0004")) return undefined;
  const bare = mediaType.split(";")[0]!.trim().toLowerCase();
  return byExtension[extensionOf(filename)] ?? (extensionOf(filename) === "" ? byMediaType[bare] : undefined);
}

/** The media type a file is stored with. */
export function storedMediaType(kind: DocumentKind | undefined, declared: string): string {
  if (kind) return mediaTypes[kind];
  return /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/.test(declared)
    ? declared.toLowerCase()
    : "application/octet-stream";
}
