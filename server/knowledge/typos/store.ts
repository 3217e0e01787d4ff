import type { Transaction } from "../../platform/database.ts";

/** Those of the terms that no passage of the workspace has. */
export async function unknownTerms(tx: Transaction, workspaceId: string, terms: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ term: string }[]>`
    SELECT t.term FROM unnest(${terms}::text[]) AS t(term)
    WHERE NOT EXISTS (SELECT 1 FROM posting p WHERE p.workspace_id = ${workspaceId}::uuid AND p.term = t.term)`;
  return rows.map(({ term }) => term);
}

/**
 * The workspace's terms that begin with `prefix`, up to `most`: a walk along the index that reads one posting a term, however
 * many passages have it.
 */
export async function termsBeginningWith(
  tx: Transaction,
  workspaceId: string,
  prefix: string,
  most: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ term: string }[]>`
    WITH RECURSIVE walk AS (
      (SELECT p.term, 1 AS step FROM posting p WHERE p.workspace_id = ${workspaceId}::uuid AND p.term >= ${prefix}
        ORDER BY p.term LIMIT 1)
      UNION ALL
      SELECT (SELECT p.term FROM posting p WHERE p.workspace_id = ${workspaceId}::uuid AND p.term > w.term
        ORDER BY p.term LIMIT 1), w.step + 1
      FROM walk w WHERE w.term LIKE ${`${prefix}%`} AND w.step < ${most}
    )
    SELECT term FROM walk WHERE term LIKE ${`${prefix}%`}`;
  return rows.map(({ term }) => term);
}
