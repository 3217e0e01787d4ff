/** A short-lived token of a provider, kept sealed so that every process and the next start use the same one. */
export type TokenCache = {
  read(): Promise<string | undefined>;
  save(token: string, validSeconds: number): Promise<void>;
};
