import { z } from "zod";
import { DomainError } from "../errors.ts";

/** What every list takes: newest first, `cursor` as the last page answered it. */
export const pageInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});

export type Page<T> = { data: T[]; nextCursor: string | null };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A cursor is the id of the last row shown. Throws DomainError("invalid_input"). */
export function readCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !uuid.test(cursor))
    throw new DomainError(
      "invalid_input",
      "cursor is not one that this list answered; leave it out to start again.",
    );
  return cursor;
}

/** Cuts a page out of `limit + 1` rows. */
export function toPage<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const data = rows.slice(0, limit);
  return { data, nextCursor: rows.length > limit ? data[data.length - 1]!.id : null };
}
