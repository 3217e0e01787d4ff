import { z } from "zod";
import { addNote } from "../../conversation/add-note.ts";
import { announcePresence } from "../../conversation/announce-presence.ts";
import { claimConversation } from "../../conversation/claim-conversation.ts";
import { leaveConversation } from "../../conversation/leave-conversation.ts";
import { listConversations } from "../../conversation/list-conversations.ts";
import { listPresences } from "../../conversation/list-presences.ts";
import { markConversationRead } from "../../conversation/mark-conversation-read.ts";
import { restoreConversations } from "../../conversation/restore-conversations.ts";
import { conversationFilter, newNote, presence, restoration, triage } from "../../conversation/schema.ts";
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
  addNote: procedure("conversation:update")
    .input(newNote)
    .mutation(({ ctx, input }) => addNote({ ctx, input })),
  /** Who looks at what just now. */
  presences: procedure("conversation:read").query(({ ctx }) => listPresences({ ctx })),
  announce: procedure("conversation:read")
    .input(presence)
    .mutation(({ ctx, input }) => announcePresence({ ctx, input })),
  leave: procedure("conversation:read")
    .input(byId)
    .mutation(({ ctx, input }) => leaveConversation({ ctx, input })),
  /** Whom a conversation can be given to. */
  colleagues: procedure("conversation:read").query(({ ctx }) => listColleagues({ ctx })),
});
