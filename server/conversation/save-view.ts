import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../platform/ids.ts";
import { type InboxView, newView } from "./schema.ts";
import { countViewsOf, insertView } from "./views/store.ts";

const mostViews = 50;

/** Keeps a set of filters under a name. Throws DomainError("forbidden") for an actor who is no person. */
export async function saveView({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof newView>;
}): Promise<InboxView> {
  const { name, shared, filter } = newView.parse(input);
  const { actor, workspaceId } = ctx;
  if (actor.kind !== "user") throw new DomainError("forbidden", "Only a person has views.");
  const view = { id: newId(), ownerId: actor.id, name, shared, filter };
  await ctx.platform.database.prisma.$transaction(async (tx) => {
    if ((await countViewsOf(tx, workspaceId, actor.id)) >= mostViews)
      throw new DomainError("conflict", `You have ${mostViews} views; delete one first.`);
    await insertView(tx, { ...view, workspaceId, createdAt: ctx.now() });
    if (shared)
      await recordAudit(tx, {
        ctx,
        action: "inbox_view.share",
        subjectKind: "inbox_view",
        subjectId: view.id,
        after: { name, filter },
      });
  });
  return view;
}
