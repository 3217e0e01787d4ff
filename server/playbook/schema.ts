import { z } from "zod";
import { parseFieldPath } from "../endpoint/mapping/field-path.ts";
import { templateProblem } from "../platform/template/render-template.ts";
import { weeklyHours } from "../workspace/hours/weekly-hours.ts";
import { condition } from "./condition/schema.ts";

export const autonomy = z.enum(["off", "suggest", "auto"]);
export type Autonomy = z.infer<typeof autonomy>;

const knowledgeFilter = z.record(z.string().min(1).max(64), z.string().max(256));

const path = z
  .string()
  .refine((text) => parseFieldPath(text) !== null, "must be a dotted path such as body.data.order_id");

const template = z
  .string()
  .max(8000)
  .superRefine((text, check) => {
    const problem = templateProblem(text);
    if (problem) check.addIssue({ code: "custom", message: problem });
  });

/** Outside its hours a playbook waits for a person with everything it would do by itself, or leaves the event to the next. */
export const outsideHours = z.enum(["wait", "pass"]);

const fields = {
  name: z.string().trim().min(1).max(120),
  endpointId: z.uuid().nullable(),
  eventType: z.string().min(1).max(256).nullable(),
  /** What an event must say besides; null for nothing. */
  condition: condition.nullable(),
  /** Liquid over event, contact and conversation; what it fills in reaches the model as data. */
  instruction: template,
  knowledgeFilter,
  /** The tools it may use, in this order. */
  toolIds: z.array(z.uuid()).max(10),
  /** Tool name to {input: path into the event}. */
  toolInputs: z.record(z.string().max(64), z.record(z.string().max(64), path)),
  /** Liquid; serves without a model. */
  replyTemplate: template.nullable(),
  channelId: z.uuid().nullable(),
  autonomy,
  priority: z.number().int().min(-1000).max(1000),
  /** Null for always. */
  workingHours: weeklyHours.nullable(),
  outsideHours,
};

export const newPlaybook = z.strictObject({
  name: fields.name,
  endpointId: fields.endpointId.default(null),
  eventType: fields.eventType.default(null),
  condition: fields.condition.default(null),
  instruction: fields.instruction.default(""),
  knowledgeFilter: fields.knowledgeFilter.default({}),
  toolIds: fields.toolIds.default([]),
  toolInputs: fields.toolInputs.default({}),
  replyTemplate: fields.replyTemplate.default(null),
  channelId: fields.channelId.default(null),
  autonomy: fields.autonomy.default("suggest"),
  priority: fields.priority.default(0),
  workingHours: fields.workingHours.default(null),
  outsideHours: fields.outsideHours.default("wait"),
});

export const playbookChanges = z.strictObject(fields).partial();

export type NewPlaybook = z.input<typeof newPlaybook>;
export type PlaybookChanges = z.input<typeof playbookChanges>;

export type Playbook = z.output<typeof newPlaybook> & {
  id: string;
  /** Counts its changes; each is kept. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** What a playbook said at one time, and who made it say so. */
export type PlaybookVersion = {
  id: string;
  number: number;
  content: z.output<typeof newPlaybook>;
  author: unknown;
  createdAt: Date;
};
