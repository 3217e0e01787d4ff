import { z } from "zod";
import { createPlaybook } from "../../../playbook/create-playbook.ts";
import { deletePlaybook } from "../../../playbook/delete-playbook.ts";
import { getPlaybook } from "../../../playbook/get-playbook.ts";
import { listPlaybooks } from "../../../playbook/list-playbooks.ts";
import {
  autonomy,
  newPlaybook,
  outsideHours,
  type Playbook,
  playbookChanges,
} from "../../../playbook/schema.ts";
import { updatePlaybook } from "../../../playbook/update-playbook.ts";
import { weeklyHours } from "../../../workspace/hours/weekly-hours.ts";
import {
  isoTime,
  listOf,
  metadata,
  pageOf,
  pageQuery,
  time,
  toList,
  uuid,
  whatWasSent,
} from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

/** The same fields under the contract's names; what they may hold is said once, by the noun. */
const namesOf = <Shape extends typeof newPlaybook.shape | typeof playbookChanges.shape>(shape: Shape) => ({
  name: shape.name as Shape["name"],
  endpoint_id: shape.endpointId as Shape["endpointId"],
  event_type: shape.eventType as Shape["eventType"],
  instruction: shape.instruction as Shape["instruction"],
  knowledge_filter: shape.knowledgeFilter as Shape["knowledgeFilter"],
  condition: shape.condition as Shape["condition"],
  tool_ids: shape.toolIds as Shape["toolIds"],
  tool_inputs: shape.toolInputs as Shape["toolInputs"],
  reply_template: shape.replyTemplate as Shape["replyTemplate"],
  channel_id: shape.channelId as Shape["channelId"],
  autonomy: shape.autonomy as Shape["autonomy"],
  priority: shape.priority as Shape["priority"],
  working_hours: shape.workingHours as Shape["workingHours"],
  outside_hours: shape.outsideHours as Shape["outsideHours"],
});
const creation = z.strictObject(namesOf(newPlaybook.shape));
const changes = z.strictObject(namesOf(playbookChanges.shape));

const playbook = z.object({
  id: uuid,
  name: z.string(),
  endpoint_id: uuid.nullable(),
  event_type: z.string().nullable(),
  instruction: z.string(),
  knowledge_filter: metadata,
  condition: z.record(z.string(), z.unknown()).nullable(),
  tool_ids: z.array(uuid),
  tool_inputs: z.record(z.string(), metadata),
  reply_template: z.string().nullable(),
  version: z.int(),
  channel_id: uuid.nullable(),
  autonomy,
  priority: z.int(),
  working_hours: weeklyHours.nullable(),
  outside_hours: outsideHours,
  created_at: time,
  updated_at: time,
});

const describe = (row: Playbook): z.input<typeof playbook> => ({
  id: row.id,
  name: row.name,
  endpoint_id: row.endpointId,
  event_type: row.eventType,
  instruction: row.instruction,
  knowledge_filter: row.knowledgeFilter,
  condition: row.condition,
  tool_ids: row.toolIds,
  tool_inputs: row.toolInputs,
  reply_template: row.replyTemplate,
  version: row.version,
  channel_id: row.channelId,
  autonomy: row.autonomy,
  priority: row.priority,
  working_hours: row.workingHours,
  outside_hours: row.outsideHours,
  created_at: isoTime(row.createdAt),
  updated_at: isoTime(row.updatedAt),
});

function toFields(body: z.output<typeof changes>) {
  const {
    endpoint_id,
    event_type,
    knowledge_filter,
    channel_id,
    tool_ids,
    tool_inputs,
    reply_template,
    working_hours,
    outside_hours,
    ...same
  } = body;
  return whatWasSent({
    ...same,
    endpointId: endpoint_id,
    eventType: event_type,
    knowledgeFilter: knowledge_filter,
    channelId: channel_id,
    toolIds: tool_ids,
    toolInputs: tool_inputs,
    replyTemplate: reply_template,
    workingHours: working_hours,
    outsideHours: outside_hours,
  });
}

export const playbookRoutes = [
  route({
    method: "POST",
    path: "/playbooks",
    permission: "playbook:manage",
    summary: "Make a playbook.",
    status: 201,
    body: creation,
    response: playbook,
    run: async ({ ctx, body }) =>
      describe(await createPlaybook({ ctx, input: { ...toFields(body), name: body.name } })),
  }),
  route({
    method: "GET",
    path: "/playbooks",
    permission: "playbook:read",
    summary: "List the playbooks, newest first.",
    status: 200,
    query: z.object(pageQuery),
    response: listOf(playbook),
    run: async ({ ctx, query }) => toList(await listPlaybooks({ ctx, input: pageOf(query) }), describe),
  }),
  route({
    method: "GET",
    path: "/playbooks/{id}",
    permission: "playbook:read",
    summary: "Show a playbook.",
    status: 200,
    params: idParams,
    response: playbook,
    run: async ({ ctx, params }) => describe(await getPlaybook({ ctx, input: params })),
  }),
  route({
    method: "PATCH",
    path: "/playbooks/{id}",
    permission: "playbook:manage",
    summary: "Change a playbook.",
    status: 200,
    params: idParams,
    body: changes,
    response: playbook,
    run: async ({ ctx, params, body }) =>
      describe(await updatePlaybook({ ctx, input: { ...toFields(body), ...params } })),
  }),
  route({
    method: "DELETE",
    path: "/playbooks/{id}",
    permission: "playbook:manage",
    summary: "Delete a playbook.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => deletePlaybook({ ctx, input: params }),
  }),
];
