import type { PairRow } from "../tools/draft.ts";
import type { Answers } from "../trpc.ts";

export type ShownPlaybook = Answers["playbook"]["show"];
export type Choices = Answers["playbook"]["choices"];
export type Condition = NonNullable<ShownPlaybook["condition"]>;
export type Rule = Extract<Condition["rules"][number], { field: string }>;

/** A playbook as the form holds it. */
export type PlaybookDraft = {
  name: string;
  endpointId: string;
  eventType: string;
  condition: Condition;
  instruction: string;
  knowledgeFilter: PairRow[];
  toolIds: string[];
  toolInputs: Record<string, Record<string, string>>;
  replyTemplate: string;
  channelId: string;
  autonomy: ShownPlaybook["autonomy"];
  priority: string;
  workingHours: ShownPlaybook["workingHours"];
  outsideHours: ShownPlaybook["outsideHours"];
};

export const emptyPlaybook: PlaybookDraft = {
  name: "",
  endpointId: "",
  eventType: "",
  condition: { combinator: "and", rules: [] },
  instruction: "",
  knowledgeFilter: [],
  toolIds: [],
  toolInputs: {},
  replyTemplate: "",
  channelId: "",
  autonomy: "suggest",
  priority: "10",
  workingHours: null,
  outsideHours: "wait",
};

type Content = Omit<ShownPlaybook, "id" | "version" | "createdAt" | "updatedAt">;

export function draftOf(playbook: Content): PlaybookDraft {
  return {
    name: playbook.name,
    endpointId: playbook.endpointId ?? "",
    eventType: playbook.eventType ?? "",
    condition: playbook.condition ?? { combinator: "and", rules: [] },
    instruction: playbook.instruction,
    knowledgeFilter: Object.entries(playbook.knowledgeFilter).map(([name, value]) => ({ name, value })),
    toolIds: playbook.toolIds,
    toolInputs: playbook.toolInputs,
    replyTemplate: playbook.replyTemplate ?? "",
    channelId: playbook.channelId ?? "",
    autonomy: playbook.autonomy,
    priority: String(playbook.priority),
    workingHours: playbook.workingHours,
    outsideHours: playbook.outsideHours,
  };
}

/** What is sent to save or to simulate it; of the tools only those that exist, of their inputs only filled paths. */
export function playbookInput(draft: PlaybookDraft, choices: Choices) {
  const tools = draft.toolIds.flatMap((id) => choices.tools.filter((tool) => tool.id === id));
  const inputs = tools.flatMap(({ name }) => {
    const paths = Object.entries(draft.toolInputs[name] ?? {}).filter(([, path]) => path.trim() !== "");
    return paths.length > 0
      ? [[name, Object.fromEntries(paths.map(([input, path]) => [input, path.trim()]))]]
      : [];
  });
  return {
    name: draft.name.trim(),
    endpointId: draft.endpointId || null,
    eventType: draft.eventType.trim() || null,
    condition: draft.condition.rules.length > 0 ? draft.condition : null,
    instruction: draft.instruction,
    knowledgeFilter: Object.fromEntries(
      draft.knowledgeFilter
        .filter(({ name }) => name.trim() !== "")
        .map(({ name, value }) => [name.trim(), value.trim()]),
    ),
    toolIds: tools.map(({ id }) => id),
    toolInputs: Object.fromEntries(inputs) as Record<string, Record<string, string>>,
    replyTemplate: draft.replyTemplate.trim() === "" ? null : draft.replyTemplate,
    channelId: draft.channelId || null,
    autonomy: draft.autonomy,
    priority: Number.parseInt(draft.priority, 10) || 0,
    workingHours: draft.workingHours,
    outsideHours: draft.outsideHours,
  };
}
