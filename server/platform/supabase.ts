/**
 * A Supabase project: SQL functions by its REST interface, files by its Storage. `server/platform/create-supabase.ts`
 * implements it. Every method throws DomainError("storage_unavailable") when the project is away, slow, refuses the key or
 * answers what cannot be read; its cause says which.
 */
export type Supabase = {
  /** Calls an SQL function with its arguments by name. @returns its rows, as JSON carries them */
  callFunction(name: string, args: Record<string, unknown>): Promise<unknown[]>;
  /** Keeps a file under a path of the product's own bucket, in place of what stood there. */
  saveFile(path: string, file: { bytes: Uint8Array<ArrayBuffer>; mediaType: string }): Promise<void>;
  readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Those that are not there are passed over. */
  removeFiles(paths: string[]): Promise<void>;
};

/** What Supabase answered instead of what was asked: read by the test of the services. */
export class SupabaseError extends Error {
  /** Of the HTTP answer, where it is what tells the failure. */
  readonly statusCode: number | undefined;
  readonly answered: boolean;
  constructor(
    message: string,
    options: { statusCode?: number | undefined; answered?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "SupabaseError";
    this.statusCode = options.statusCode;
    this.answered = options.answered ?? true;
  }
}
