import { z } from "zod";
import { renameWorkspace } from "../../user/rename-workspace.ts";
import { newInvitationSchema, personNameSchema, roleSchema } from "../../user/schema.ts";
import { changeRole } from "../../user/team/change-role.ts";
import { inviteMember } from "../../user/team/invite-member.ts";
import { listInvitations } from "../../user/team/list-invitations.ts";
import { listTeam } from "../../user/team/list-team.ts";
import { removeMember } from "../../user/team/remove-member.ts";
import { withdrawInvitation } from "../../user/team/withdraw-invitation.ts";
import { procedure, router } from "./trpc.ts";

/** The workspace and the people in it. */
export const teamRouter = router({
  list: procedure("team:read").query(({ ctx }) => listTeam({ ctx })),
  invitations: procedure("team:manage").query(({ ctx }) => listInvitations({ ctx })),
  /** Answers the link, this once. */
  invite: procedure("team:manage")
    .input(newInvitationSchema)
    .mutation(({ ctx, input }) => inviteMember({ ctx, input })),
  withdraw: procedure("team:manage")
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => withdrawInvitation({ ctx, input })),
  changeRole: procedure("team:manage")
    .input(z.strictObject({ userId: z.uuid(), role: roleSchema }))
    .mutation(({ ctx, input }) => changeRole({ ctx, input })),
  remove: procedure("team:manage")
    .input(z.strictObject({ userId: z.uuid() }))
    .mutation(({ ctx, input }) => removeMember({ ctx, input })),
  renameWorkspace: procedure("workspace:manage")
    .input(z.strictObject({ name: personNameSchema }))
    .mutation(({ ctx, input }) => renameWorkspace({ ctx, input })),
});
