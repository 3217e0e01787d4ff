import { z } from "zod";

export const maxDocumentBytes = 20 * 1024 * 1024;

/**
 * A flat object of strings; a filter matches it by equality. `valid_until` (a date, UTC) is the last day a document is found
 * and quoted.
 */
export const metadataSchema = z
  .record(z.string().min(1).max(100), z.string().max(1000))
  .refine((value) => Object.keys(value).length <= 50, "At most 50 entries.")
  .refine(
    ({ valid_until }) => valid_until === undefined || z.iso.date().safeParse(valid_until).success,
    "valid_until has to be a date, for example 2027-03-31.",
  );
export type Metadata = z.infer<typeof metadataSchema>;

export const addDocumentSchema = z.object({
  filename: z.string().trim().min(1).max(255),
  mediaType: z.string().max(200).default("application/octet-stream"),
  bytes: z.instanceof(Uint8Array),
  title: z.string().trim().min(1).max(300).optional(),
  metadata: metadataSchema.default({}),
});
export type AddDocumentInput = z.input<typeof addDocumentSchema>;

export const uploadVersionSchema = addDocumentSchema
  .pick({ filename: true, mediaType: true, bytes: true })
  .extend({ id: z.uuid() });
export type UploadVersionInput = z.input<typeof uploadVersionSchema>;

export const passageSizes = ["small", "medium", "large"] as const;
export type PassageSize = (typeof passageSizes)[number];

/** How a text is cut into passages. */
export const cutSchema = z.strictObject({
  size: z.enum(passageSizes),
  /** Each paragraph or row is a passage of its own. */
  blocksStandAlone: z.boolean(),
});
export type Cut = z.infer<typeof cutSchema>;

export const addLinkSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2048),
  metadata: metadataSchema.default({}),
});

/** What may be changed of a document without reading it again. */
export const documentChanges = z.strictObject({
  title: z.string().trim().min(1).max(300).optional(),
  metadata: metadataSchema.optional(),
});

export const searchSchema = z.object({
  query: z.string().trim().min(1).max(4000),
  filter: metadataSchema.default({}),
  limit: z.number().int().min(1).max(50).default(5),
});
export type SearchInput = z.input<typeof searchSchema>;

/** What a version's text does not say of itself. */
export type KeptFile = {
  original: Uint8Array<ArrayBuffer> | null;
  /** Where it is kept outside the row. */
  filePath: string | null;
  sha256: Uint8Array<ArrayBuffer>;
};

export type Layout = {
  /** Where each page begins, in UTF-16 units. */
  pages?: number[];
  /** Each block is a passage of its own: the rows of a table. */
  blocksStandAlone?: boolean;
  /** Pieces of the file that no reader sees; they were left out. */
  hiddenPieces?: number;
  /** How large its passages are; medium unless somebody chose otherwise. */
  size?: PassageSize;
  /** It names other documents and is not found itself: what an archive or a sitemap held, and how much of it was not taken. */
  listing?: { all: number; refused: number };
  /** How many listings lead to it. */
  depth?: number;
};

export type DocumentStatus = "queued" | "parsing" | "embedding" | "ready" | "failed";

/** A document as lists and screens show it. */
export type DocumentSummary = {
  id: string;
  title: string;
  filename: string;
  mediaType: string;
  metadata: Metadata;
  status: DocumentStatus;
  error: string | null;
  /** The page it is read from; null for an uploaded file. */
  sourceUrl: string | null;
  /** Passages of the newest version that are embedded, of how many. */
  progress: { done: number; total: number };
  chunks: number;
  /** The number of the version in force. */
  version: number;
  versionId: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A place in a version's text that is searched and quoted as one. */
export type PassagePlace = {
  ordinal: number;
  start: number;
  end: number;
  headingPath: string[];
  /** Not to be found. */
  disabled: boolean;
};

/** A passage a search found; `text` is the stored version's text from `start` to `end` (UTF-16 units). */
export type Passage = {
  documentId: string;
  versionId: string;
  title: string;
  chunkId: string;
  text: string;
  start: number;
  end: number;
  headingPath: string[];
  /** 0 to 1, comparable within one search only. */
  score: number;
  /** What each leg said: BM25, cosine similarity (null without a vector), and the part of the question found, 0 to 1. */
  legs: { lexical: number; similarity: number | null; coverage: number };
  /** Its document is for the team alone: an agent is warned before anything of it goes to a customer. */
  internal: boolean;
  /** Titles of documents that say the same in nearly the same words. */
  alsoIn?: string[];
};

/** Whether the base answers a question, holds something near it, or tells nothing about it. */
export type SearchOutcome = "answer" | "related" | "unknown";
