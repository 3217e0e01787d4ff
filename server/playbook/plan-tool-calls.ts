import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { findEvent } from "../incoming-event/find-event.ts";
import { readRunCause } from "../incoming-event/store.ts";
import { proposeToolCall } from "../tool/propose-tool-call.ts";
import { needsPerson, reasonNotCallable } from "../tool/rules.ts";
import { toolsOf } from "../tool/store.ts";
import { readAutoSend } from "../workspace/store.ts";
import type { EventFields } from "./condition/event-fields.ts";
import { fillInputs } from "./condition/fill-inputs.ts";
import { readEventFields } from "./read-event-fields.ts";
import { worksAt } from "./rules.ts";
import { findPlaybook } from "./store.ts";

/**
 * Writes down the calls that a playbook makes before the draft, its tools' inputs filled from the event: reads are ready to
 * run, writes wait for a person unless nothing asks for one. Repeated for the same run it finds what it made.
 * @param input.namedOnly only tools whose inputs the playbook names; a model asks for the others itself
 * @returns the calls that are ready to run, in order
 */
export async function planToolCalls({
  ctx,
  input,
}: {
  ctx: Context;
  input: { eventId: string; runId: string; conversationId: string; playbookId: string; namedOnly: boolean };
}): Promise<{ toolCallIds: string[] }> {
  const { prisma } = ctx.platform.database;
  const { workspaceId } = ctx;
  const { namedOnly, ...of } = input;
  const event = await findEvent(ctx, input.eventId);
  const playbook = await findPlaybook(prisma, workspaceId, input.playbookId);
  if (!playbook) throw notFound("playbook");
  const fields: EventFields = (await readEventFields({ ctx, input: event })) ?? {
    headers: {},
    query: {},
    body: null,
    contact: event.mapped.contact ?? {},
    event: { type: event.type },
  };
  const mayActAlone =
    playbook.autonomy === "auto" &&
    worksAt(playbook, ctx.now()) &&
    event.verified &&
    (await readAutoSend(prisma, workspaceId)) &&
    (await readRunCause(prisma, workspaceId, input.runId)) === "accepted";

  const toolCallIds: string[] = [];
  for (const tool of await toolsOf(prisma, workspaceId, playbook.toolIds)) {
    if (reasonNotCallable(tool)) continue;
    const paths = Object.hasOwn(playbook.toolInputs, tool.name) ? playbook.toolInputs[tool.name]! : {};
    if (namedOnly && Object.keys(paths).length === 0) continue;
    const call = await proposeToolCall({
      ctx,
      input: {
        ...of,
        ...fillInputs(tool, paths, fields),
        tool,
        key: `planned ${tool.name}`,
        person: needsPerson(tool, { byModel: false, mayActAlone }),
      },
    });
    if (call.status === "pending" && (call.approvalHash === null || call.decision === "approved"))
      toolCallIds.push(call.id);
  }
  return { toolCallIds };
}
