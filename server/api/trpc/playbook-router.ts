import { z } from "zod";
import { listChannels } from "../../channel/list-channels.ts";
import { listEndpoints } from "../../endpoint/list-endpoints.ts";
import { createPlaybook } from "../../playbook/create-playbook.ts";
import { deletePlaybook } from "../../playbook/delete-playbook.ts";
import { getPlaybook } from "../../playbook/get-playbook.ts";
import { listPlaybooks } from "../../playbook/list-playbooks.ts";
import { listVersions } from "../../playbook/list-versions.ts";
import { newPlaybook, playbookChanges } from "../../playbook/schema.ts";
import { switchAutoSend } from "../../playbook/switch-auto-send.ts";
import { updatePlaybook } from "../../playbook/update-playbook.ts";
import { simulatePlaybook } from "../../suggestion/simulate-playbook.ts";
import { listTools } from "../../tool/list-tools.ts";
import { readAutoSend } from "../../workspace/store.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

export const playbookRouter = router({
  /** All of them, up to a hundred, and whether they may send by themselves at all. */
  list: procedure("playbook:read").query(async ({ ctx }) => ({
    playbooks: (await listPlaybooks({ ctx, input: { limit: 100 } })).data,
    autoSend: await readAutoSend(ctx.platform.database.prisma, ctx.workspaceId),
  })),
  show: procedure("playbook:read")
    .input(byId)
    .query(({ ctx, input }) => getPlaybook({ ctx, input })),
  /** What a playbook may name. */
  choices: procedure("playbook:read").query(async ({ ctx }) => {
    const [endpoints, channels, tools] = await Promise.all([
      listEndpoints({ ctx, input: { limit: 100 } }),
      listChannels({ ctx, input: { limit: 100 } }),
      listTools({ ctx, input: { limit: 100 } }),
    ]);
    return {
      endpoints: endpoints.data.map(({ id, name }) => ({ id, name })),
      channels: channels.data.map(({ id, name, kind }) => ({ id, name, kind })),
      tools: tools.data.map(({ id, name, effect, state, inputSchema, output }) => ({
        id,
        name,
        effect,
        state,
        inputSchema,
        output,
      })),
    };
  }),
  versions: procedure("playbook:read")
    .input(byId)
    .query(({ ctx, input }) => listVersions({ ctx, input })),
  create: procedure("playbook:manage")
    .input(newPlaybook)
    .mutation(({ ctx, input }) => createPlaybook({ ctx, input })),
  update: procedure("playbook:manage")
    .input(playbookChanges.extend({ id: z.uuid() }))
    .mutation(({ ctx, input: { id, ...changes } }) => updatePlaybook({ ctx, input: { id, ...changes } })),
  delete: procedure("playbook:manage")
    .input(byId)
    .mutation(({ ctx, input }) => deletePlaybook({ ctx, input })),
  /** Looks at the last hundred events; changes nothing. */
  simulate: procedure("playbook:manage")
    .input(z.strictObject({ playbook: newPlaybook, id: z.uuid().optional(), eventId: z.uuid().optional() }))
    .mutation(({ ctx, input }) => simulatePlaybook({ ctx, input })),
  switchAutoSend: procedure("playbook:manage")
    .input(z.strictObject({ on: z.boolean() }))
    .mutation(({ ctx, input }) => switchAutoSend({ ctx, input })),
});
