import { z } from "zod";

export const autonomy = z.enum(["off", "suggest", "auto"]);
export type Autonomy = z.infer<typeof autonomy>;

const knowledgeFilter = z.record(z.string().min(1).max(64), z.string().max(256));

const fields = {
  name: z.string().trim().min(1).max(120),
  endpointId: z.uuid().nullable(),
  eventType: z.string().min(1).max(256).nullable(),
  instruction: z.string().max(8000),
  knowledgeFilter,
  channelId: z.uuid().nullable(),
  autonomy,
  priority: z.number().int().min(-1000).max(1000),
};

export const newPlaybook = z.strictObject({
  name: fields.name,
  endpointId: fields.endpointId.default(null),
  eventType: fields.eventType.default(null),
  instruction: fields.instruction.default(""),
  knowledgeFilter: fields.knowledgeFilter.default({}),
  channelId: fields.channelId.default(null),
  autonomy: fields.autonomy.default("suggest"),
  priority: fields.priority.default(0),
});

export const playbookChanges = z.strictObject(fields).partial();

export type NewPlaybook = z.input<typeof newPlaybook>;
export type PlaybookChanges = z.input<typeof playbookChanges>;

export type Playbook = z.output<typeof newPlaybook> & { id: string; createdAt: Date; updatedAt: Date };
