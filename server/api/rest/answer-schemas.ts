import { z } from "zod";
import { errorStatus } from "../../errors.ts";
import type { Page } from "../../platform/page.ts";

export const uuid = z.uuid();
export const time = z.iso.datetime();
export const metadata = z.record(z.string(), z.string());
/** Who acted, e.g. {"kind":"user","id":…,"name":…}. */
export const actor = z.record(z.string(), z.unknown());

export const errorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(errorStatus) as [string, ...string[]]),
    message: z.string(),
    request_id: uuid,
  }),
});

/** What every list takes from its URL. */
export const pageQuery = {
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
};

/** The page as verbs take it. */
export function pageOf(query: { cursor?: string | undefined; limit?: number | undefined }) {
  return {
    ...(query.cursor !== undefined && { cursor: query.cursor }),
    ...(query.limit !== undefined && { limit: query.limit }),
  };
}

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), next_cursor: uuid.nullable() });
}

/** A verb's page as a list of the contract. */
export function toList<Row, Item>(page: Page<Row>, describe: (row: Row) => Item) {
  return { data: page.data.map(describe), next_cursor: page.nextCursor };
}

export const isoTime = (at: Date): string => at.toISOString();
export const isoTimeOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The input without what was not sent: "not said" and "nothing" are different answers to a change. */
export function whatWasSent<T extends Record<string, unknown>>(
  input: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never;
}
