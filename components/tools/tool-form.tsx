"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Field } from "../ui/field.tsx";
import { FormEnd } from "../ui/form-end.tsx";
import { Input, Textarea } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { secretsOf, slotsOf, type ToolDraft, withSlots } from "./draft.ts";
import { InputRows } from "./input-rows.tsx";
import { PairRows } from "./pair-rows.tsx";
import { SecretFields } from "./secret-fields.tsx";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const originOf = (url: string) => {
  const plain = url.replace(/\{[^}]*\}/g, "x");
  return URL.canParse(plain) ? new URL(plain).origin : null;
};

/** What is wrong before the server is asked, by field. */
function problemsOf(draft: ToolDraft): { name?: "name"; url?: "url" | "host" } {
  const url = draft.url.trim();
  return {
    ...(!/^[a-z][a-z0-9_]{0,63}$/.test(draft.name.trim()) && { name: "name" as const }),
    ...(!originOf(url)
      ? { url: "url" as const }
      : /^[a-z]+:\/\/[^/?]*\{/i.test(url) && { url: "host" as const }),
  };
}

/** Everything a tool is made of. The caller saves it, and says what the server found wrong. */
export function ToolForm({
  draft,
  onChange,
  saved,
  problem,
  saving,
  onSave,
}: {
  draft: ToolDraft;
  onChange: (draft: ToolDraft) => void;
  saved: { url: string; secrets: { name: string; last4: string }[] } | null;
  problem: string | null;
  saving: boolean;
  onSave: () => void;
}) {
  const t = useTranslations("tool");
  const [shown, setShown] = useState(false);
  const problems = shown ? problemsOf(draft) : {};
  const set = (change: Partial<ToolDraft>) => onChange({ ...draft, ...change });
  const moved = saved !== null && originOf(saved.url) !== originOf(draft.url);

  function submit(event: FormEvent) {
    event.preventDefault();
    setShown(true);
    if (Object.keys(problemsOf(draft)).length === 0) onSave();
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-6">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} hint={t("nameHint")} error={problems.name && t("problems.name")}>
          {(control) => (
            <Input
              {...control}
              className="font-mono"
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("effect.label")} hint={t(`effect.${draft.effect}Hint`)}>
          {(control) => (
            <Select
              {...control}
              value={draft.effect}
              options={[
                { value: "read", label: t("effect.read") },
                { value: "write", label: t("effect.write") },
              ]}
              onChange={(event) => {
                const effect = event.target.value as ToolDraft["effect"];
                set({ effect, approval: effect === "write" ? "always" : "never" });
              }}
            />
          )}
        </Field>
      </div>
      <Field label={t("description")} hint={t("descriptionHint")}>
        {(control) => (
          <Textarea
            {...control}
            className="min-h-16"
            value={draft.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Field label={t("method")}>
          {(control) => (
            <Select
              {...control}
              className="w-28"
              value={draft.method}
              options={methods.map((value) => ({ value, label: value }))}
              onChange={(event) => set({ method: event.target.value as ToolDraft["method"] })}
            />
          )}
        </Field>
        <div className="min-w-0 flex-1">
          <Field
            label={t("url")}
            hint={t("urlHint", { slot: "{order_id}" })}
            error={problems.url && t(`problems.${problems.url}`)}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="url"
                className="font-mono text-sm"
                placeholder="https://api.example.com/orders/{order_id}"
                value={draft.url}
                onChange={(event) => set({ url: event.target.value })}
                onBlur={() => onChange(withSlots(draft))}
              />
            )}
          </Field>
        </div>
      </div>
      <InputRows rows={draft.inputs} onChange={(inputs) => set({ inputs })} />
      {draft.inputs.length > slotsOf(draft.url).length ? (
        <p className="-mt-4 text-sm text-muted-foreground">
          {t(draft.method === "GET" ? "restAsQuery" : "restAsBody")}
        </p>
      ) : null}
      <PairRows
        legend={t("headers.title")}
        hint={t("headers.hint", { example: "Bearer {{secret.orders}}" })}
        names={{
          name: t("headers.name"),
          value: t("headers.value"),
          add: t("headers.add"),
          remove: t("headers.remove"),
        }}
        rows={draft.headers}
        onChange={(headers) => set({ headers })}
      />
      <SecretFields
        names={secretsOf(draft.headers)}
        known={saved?.secrets ?? []}
        moved={moved}
        values={draft.secrets}
        onChange={(secrets) => set({ secrets })}
      />
      <PairRows
        legend={t("output.title")}
        hint={t("output.hint")}
        names={{
          name: t("output.name"),
          value: t("output.value"),
          add: t("output.add"),
          remove: t("output.remove"),
        }}
        rows={draft.output}
        onChange={(output) => set({ output })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("approval.label")}
          hint={t(draft.effect === "write" ? "approval.writeHint" : "approval.hint")}
        >
          {(control) => (
            <Select
              {...control}
              value={draft.approval}
              options={[
                { value: "never", label: t("approval.never") },
                { value: "always", label: t("approval.always") },
              ]}
              onChange={(event) => set({ approval: event.target.value as ToolDraft["approval"] })}
            />
          )}
        </Field>
        <Field label={t("timeout")} hint={t("timeoutHint")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={100}
              max={30000}
              step={100}
              value={draft.timeoutMs}
              onChange={(event) => set({ timeoutMs: event.target.value })}
            />
          )}
        </Field>
      </div>
      <FormEnd saving={saving} words={{ save: t("save"), saving: t("saving") }} problem={problem} />
    </form>
  );
}
