import type { Context } from "../../context.ts";
import { DomainError, notFound } from "../../errors.ts";
import { openSecrets } from "../../secret/open-secrets.ts";
import { withoutSecrets } from "../output/read-output.ts";
import { serverSecret } from "../rules.ts";
import type { ToolServer } from "./schema.ts";
import { inSession, readTools } from "./session.ts";
import { findServer, writeServerCheck } from "./store.ts";
import { takeDefinitions } from "./take-definitions.ts";

const timeoutMs = 15_000;
const isLate = (error: unknown) => error instanceof Error && error.name === "TimeoutError";

/** Asks a server again what it offers. One that does not answer keeps what is known of it, with the reason. */
export async function refreshServer({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<ToolServer> {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const server = await findServer(prisma, workspaceId, input.id);
  if (!server) throw notFound("tool server");
  try {
    const ask = () => inSession({ ctx, server, timeoutMs }, readTools);
    // A connection that was kept open may have been closed over there; nothing but the list is asked for.
    const offered = await ask().catch((error: unknown) => {
      if (error instanceof DomainError || isLate(error)) throw error;
      return ask();
    });
    await prisma.$transaction((tx) => takeDefinitions(tx, workspaceId, { server, offered, now: ctx.now() }));
  } catch (error) {
    const secrets = await openSecrets(prisma, { ctx, owner: serverSecret(server.id) });
    const message = error instanceof Error ? error.message : String(error);
    const problem = isLate(error)
      ? `${new URL(server.url).host} did not answer within ${timeoutMs} ms.`
      : message;
    await writeServerCheck(prisma, workspaceId, server.id, {
      checkedAt: ctx.now(),
      problem: withoutSecrets(
        problem,
        secrets.map(({ value }) => value),
      )
        .slice(0, 500)
        .toWellFormed(),
    });
  }
  return (await findServer(prisma, workspaceId, server.id)) ?? server;
}
