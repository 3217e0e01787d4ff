import { z } from "zod";
import { changePassword } from "../../user/change-password.ts";
import { listOwnWorkspaces } from "../../user/list-own-workspaces.ts";
import { localeSchema, maxPasswordLength, newPasswordSchema, personNameSchema } from "../../user/schema.ts";
import { switchLocale } from "../../user/switch-locale.ts";
import { switchWorkspace } from "../../user/switch-workspace.ts";
import { updateProfile } from "../../user/update-profile.ts";
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
  update: procedure("me:update")
    .input(z.strictObject({ name: personNameSchema }))
    .mutation(({ ctx, input }) => updateProfile({ ctx, input })),
  changePassword: procedure("me:update")
    .input(z.strictObject({ current: z.string().max(maxPasswordLength), next: newPasswordSchema }))
    .mutation(({ ctx, input }) => changePassword({ ctx, input })),
  workspaces: procedure("me:read").query(({ ctx }) => listOwnWorkspaces({ ctx })),
  switchWorkspace: procedure("me:update")
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => switchWorkspace({ ctx, input })),
});
