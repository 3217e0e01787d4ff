import { z } from "zod";
import { claimConversation } from "../../conversation/claim-conversation.ts";
import { listConversations } from "../../conversation/list-conversations.ts";
import { markConversationRead } from "../../conversation/mark-conversation-read.ts";
import { restoreConversations } from "../../conversation/restore-conversations.ts";
import { conversationFilter, restoration, triage } from "../../conversation/schema.ts";
import { showConversation } from "../../suggestion/show-conversation.ts";
import { triageConversations } from "../../suggestion/triage-conversations.ts";
import { listColleagues } from "../../user/list-colleagues.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

export const conversationRouter = router({
  list: procedure("conversation:read")
    .input(conversationFilter)
    .query(({ ctx, input }) => listConversations({ ctx, input })),
  show: procedure("conversation:read")
    .input(byId)
    .query(({ ctx, input }) => showConversation({ ctx, input })),
  markRead: procedure("conversation:update")
    .input(byId)
    .mutation(({ ctx, input }) => markConversationRead({ ctx, input })),
  /** Assign, snooze, resolve, mark, prioritise: one or many. */
  triage: procedure("conversation:update")
    .input(triage)
    .mutation(({ ctx, input }) => triageConversations({ ctx, input })),
  restore: procedure("conversation:update")
    .input(restoration)
    .mutation(({ ctx, input }) => restoreConversations({ ctx, input })),
  claim: procedure("conversation:update")
    .input(byId)
    .mutation(({ ctx, input }) => claimConversation({ ctx, input })),
  /** Whom a conversation can be given to. */
  colleagues: procedure("conversation:read").query(({ ctx }) => listColleagues({ ctx })),
});
