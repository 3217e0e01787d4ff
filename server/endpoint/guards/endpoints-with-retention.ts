import type { Transaction } from "../../platform/database.ts";
import { readRetentions } from "../store.ts";

/** The endpoints, of every workspace, that forget what their calls carried, and after how many days. */
export function endpointsWithRetention(tx: Transaction): Promise<{ id: string; days: number }[]> {
  return readRetentions(tx);
}
