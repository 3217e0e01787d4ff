import { createHash } from "node:crypto";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { SupabaseError } from "../platform/supabase.ts";

function unavailable(sentence: string, cause?: Error): DomainError {
  return new DomainError("storage_unavailable", sentence, { cause, retryAfterSeconds: 5 });
}

/**
 * The bytes of a version's file, from its row or from Supabase's Storage; what comes from there has to be what was put there.
 * @returns null for a version without a file of its own
 * @throws DomainError("storage_unavailable")
 */
export async function readFile({
  ctx,
  input: { original, filePath, sha256 },
}: {
  ctx: Context;
  input: {
    original: Uint8Array<ArrayBuffer> | null;
    filePath: string | null;
    sha256: Uint8Array<ArrayBuffer> | null;
  };
}): Promise<Uint8Array<ArrayBuffer> | null> {
  if (original || filePath === null) return original;
  const { supabase } = ctx.platform;
  if (!supabase)
    throw unavailable(
      "This file is kept in Supabase's Storage: set SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY again.",
    );
  const bytes = await supabase.readFile(filePath);
  if (sha256 && !createHash("sha256").update(bytes).digest().equals(sha256))
    throw unavailable(
      "Supabase does not answer as it should. Try again in a moment.",
      new SupabaseError(`${filePath} is not the file that was put there.`),
    );
  return bytes;
}
