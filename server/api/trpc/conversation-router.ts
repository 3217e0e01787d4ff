import { z } from "zod";
import { listConversations } from "../../conversation/list-conversations.ts";
import { markConversationRead } from "../../conversation/mark-conversation-read.ts";
import { conversationFilter } from "../../conversation/schema.ts";
import { showConversation } from "../../suggestion/show-conversation.ts";
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
});
