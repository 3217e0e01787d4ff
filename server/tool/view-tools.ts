import type { Context } from "../context.ts";
import type { Transaction } from "../platform/database.ts";
import { describeSecrets } from "../secret/describe-secrets.ts";
import { secretsNamed } from "./request/request-template.ts";
import type { Tool, ToolView } from "./schema.ts";

/** Tools as they are shown, with the last four characters of their secrets. */
export async function viewTools(tx: Transaction, ctx: Context, tools: Tool[]): Promise<ToolView[]> {
  const ids = tools.map((tool) => tool.id);
  const described = await describeSecrets(tx, { ctx, owners: { kind: "tool", ids } });
  return tools.map((tool) => {
    const secrets = (described.get(tool.id) ?? [])
      .map(({ slot, last4 }) => ({ name: slot, last4 }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const missing = secretsNamed(tool.request.headers).filter(
      (name) => !secrets.some((secret) => secret.name === name),
    );
    return { ...tool, secrets, missing };
  });
}
