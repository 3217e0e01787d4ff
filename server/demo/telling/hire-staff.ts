import type { Context } from "../../context.ts";
import { newId } from "../../platform/ids.ts";
import { insertUserIfAbsent, saveMembership } from "../../user/store.ts";
import { demoStaff } from "../rules.ts";
import type { Source } from "../schema.ts";

export type Staff = Record<Source, { kind: "user"; id: string; name: string }>;

/** The two agents of the shop, as members of the demo; they have no password, so nobody signs in as them. */
export async function hireStaff({ ctx }: { ctx: Context }): Promise<Staff> {
  const { workspaceId } = ctx;
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    const createdAt = ctx.now();
    const hire = async ({ email, name }: { email: string; name: string }) => {
      const { id } = await insertUserIfAbsent(tx, { id: newId(), email, name, createdAt });
      await saveMembership(tx, { workspaceId, userId: id, role: "agent", createdAt });
      return { kind: "user" as const, id, name };
    };
    return { orders: await hire(demoStaff.orders), helpdesk: await hire(demoStaff.helpdesk) };
  });
}
