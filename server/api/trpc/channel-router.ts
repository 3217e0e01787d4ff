import { z } from "zod";
import { createChannel } from "../../channel/create-channel.ts";
import { deleteChannel } from "../../channel/delete-channel.ts";
import { pauseChannel } from "../../channel/pause-channel.ts";
import { rotateChannelSecret } from "../../channel/rotate-channel-secret.ts";
import { channelChanges, newChannel } from "../../channel/schema.ts";
import { updateChannel } from "../../channel/update-channel.ts";
import { resumeChannel } from "../../delivery/resume-channel.ts";
import { testChannel } from "../../delivery/test-channel.ts";
import { overviewChannels } from "../../playbook/overview-channels.ts";
import { previewWording } from "../../suggestion/preview-wording.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

export const channelRouter = router({
  overview: procedure("channel:read").query(({ ctx }) => overviewChannels({ ctx })),
  /** Answers a secret that was made for it, this once. */
  create: procedure("channel:manage")
    .input(newChannel)
    .mutation(({ ctx, input }) => createChannel({ ctx, input })),
  update: procedure("channel:manage")
    .input(z.strictObject({ id: z.uuid(), changes: channelChanges }))
    .mutation(({ ctx, input: { id, changes } }) =>
      updateChannel({ ctx, input: { id, ...(changes as Required<typeof changes>) } }),
    ),
  rotateSecret: procedure("channel:manage")
    .input(byId)
    .mutation(({ ctx, input }) => rotateChannelSecret({ ctx, input })),
  pause: procedure("channel:manage")
    .input(byId)
    .mutation(({ ctx, input }) => pauseChannel({ ctx, input })),
  resume: procedure("channel:manage")
    .input(byId)
    .mutation(({ ctx, input }) => resumeChannel({ ctx, input })),
  test: procedure("channel:manage")
    .input(z.strictObject({ id: z.uuid(), to: z.string().max(254).optional() }))
    .mutation(({ ctx, input }) => testChannel({ ctx, input })),
  previewWording: procedure("channel:manage")
    .input(
      z.strictObject({
        template: z.string().max(8000),
        language: z.enum(["en", "zh"]),
        suggestionId: z.uuid().optional(),
      }),
    )
    .query(({ ctx, input }) => previewWording({ ctx, input })),
  delete: procedure("channel:manage")
    .input(byId)
    .mutation(({ ctx, input }) => deleteChannel({ ctx, input })),
});
