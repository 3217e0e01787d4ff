import { z } from "zod";
import { localeSchema } from "../../user/schema.ts";
import { switchLocale } from "../../user/switch-locale.ts";
import { procedure, router } from "./trpc.ts";

/** The person at the screen. */
export const meRouter = router({
  show: procedure("me:read").query(({ ctx: { member } }) => ({
    id: member.userId,
    name: member.name,
    email: member.email,
    role: member.role,
    locale: member.locale,
    workspaceId: member.workspaceId,
    workspaceName: member.workspaceName,
  })),
  switchLocale: procedure("me:update")
    .input(z.strictObject({ locale: localeSchema }))
    .mutation(({ ctx, input }) => switchLocale({ ctx, input })),
});
