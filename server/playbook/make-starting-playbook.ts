import type { Transaction } from "../platform/database.ts";
import { newPlaybook } from "./schema.ts";
import { insertPlaybook } from "./store.ts";

/** The playbook every workspace starts with: a suggestion for everything that carries text, nothing sent by itself. */
export async function makeStartingPlaybook(tx: Transaction, workspaceId: string): Promise<void> {
  await insertPlaybook(tx, workspaceId, newPlaybook.parse({ name: "Everything that carries text" }), {
    author: { kind: "system" },
    now: new Date(),
  });
}
