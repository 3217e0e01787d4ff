"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { PairRows } from "../tools/pair-rows.tsx";
import { Field } from "../ui/field.tsx";
import { FormEnd } from "../ui/form-end.tsx";
import { Input, Textarea } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { ConditionBuilder } from "./condition-builder.tsx";
import type { Choices, PlaybookDraft } from "./draft.ts";
import { ToolChoice } from "./tool-choice.tsx";
import { WorkingHours } from "./working-hours.tsx";

const autonomies = ["off", "suggest", "auto"] as const;

/** When, with what, and how far by itself. The caller saves it. */
export function PlaybookForm({
  draft,
  choices,
  onChange,
  problem,
  nameMissing,
  saving,
  onSave,
}: {
  draft: PlaybookDraft;
  choices: Choices;
  onChange: (draft: PlaybookDraft) => void;
  problem: string | null;
  nameMissing: boolean;
  saving: boolean;
  onSave: () => void;
}) {
  const t = useTranslations("playbook");
  const set = (change: Partial<PlaybookDraft>) => onChange({ ...draft, ...change });
  function submit(event: FormEvent) {
    event.preventDefault();
    onSave();
  }
  return (
    <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-6">
      <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
        <Field label={t("name")} error={nameMissing ? t("nameMissing") : undefined}>
          {(control) => (
            <Input {...control} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
          )}
        </Field>
        <Field label={t("priority")} hint={t("priorityHint")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={-1000}
              max={1000}
              value={draft.priority}
              onChange={(event) => set({ priority: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={t("autonomy.label")} hint={t(`autonomy.${draft.autonomy}Hint`)}>
        {(control) => (
          <Select
            {...control}
            className="sm:w-80"
            value={draft.autonomy}
            options={autonomies.map((value) => ({ value, label: t(`autonomy.${value}`) }))}
            onChange={(event) => set({ autonomy: event.target.value as PlaybookDraft["autonomy"] })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("eventType")} hint={t("eventTypeHint")}>
          {(control) => (
            <Input
              {...control}
              className="font-mono text-sm"
              placeholder="payment.succeeded"
              value={draft.eventType}
              onChange={(event) => set({ eventType: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("endpoint")}>
          {(control) => (
            <Select
              {...control}
              value={draft.endpointId}
              options={[
                { value: "", label: t("anyEndpoint") },
                ...choices.endpoints.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(event) => set({ endpointId: event.target.value })}
            />
          )}
        </Field>
      </div>
      <ConditionBuilder condition={draft.condition} onChange={(condition) => set({ condition })} />
      <ToolChoice tools={choices.tools} draft={draft} onChange={set} />
      <Field
        label={t("template")}
        hint={t("templateHint", { name: "{{contact.name}}", answer: "{{answer}}" })}
      >
        {(control) => (
          <Textarea
            {...control}
            className="font-mono text-sm"
            value={draft.replyTemplate}
            onChange={(event) => set({ replyTemplate: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("instruction")} hint={t("instructionHint")}>
        {(control) => (
          <Textarea
            {...control}
            className="text-sm"
            value={draft.instruction}
            onChange={(event) => set({ instruction: event.target.value })}
          />
        )}
      </Field>
      <PairRows
        legend={t("filter.title")}
        hint={t("filter.hint")}
        names={{
          name: t("filter.name"),
          value: t("filter.value"),
          add: t("filter.add"),
          remove: t("filter.remove"),
        }}
        rows={draft.knowledgeFilter}
        onChange={(knowledgeFilter) => set({ knowledgeFilter })}
      />
      <Field label={t("channel")}>
        {(control) => (
          <Select
            {...control}
            className="sm:w-80"
            value={draft.channelId}
            options={[
              { value: "", label: t("noChannel") },
              ...choices.channels.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ channelId: event.target.value })}
          />
        )}
      </Field>
      <WorkingHours draft={draft} onChange={set} />
      <FormEnd saving={saving} words={{ save: t("save"), saving: t("saving") }} problem={problem} />
    </form>
  );
}
