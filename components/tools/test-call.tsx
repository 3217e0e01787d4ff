"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Values } from "../conversation/values.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useSentence } from "../sentences/use-sentence.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { type InputRow, inputRows, type ShownTool } from "./draft.ts";

type Sample = NonNullable<ShownTool["sample"]>;

function typed(row: InputRow, text: string): Sample[string] {
  if (row.type === "number" || row.type === "integer")
    return Number.isFinite(Number(text)) ? Number(text) : text;
  if (row.type === "boolean") return text === "true";
  if (row.type === "string") return text;
  try {
    return JSON.parse(text) as Sample[string];
  } catch {
    return text;
  }
}

const shown = (value: unknown) =>
  value === undefined || value === null
    ? ""
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** Calls the saved tool once, for real; what it was given is kept as its sample. Below it, its last calls. */
export function TestCall({ tool }: { tool: ShownTool }) {
  const t = useTranslations("tool.test");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const sentence = useSentence();
  const rows = inputRows(tool.inputSchema);
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(rows.map(({ name }) => [name, shown(tool.sample?.[name])])),
  );
  const calls = useQuery(trpc.toolCall.list.queryOptions({ tool: tool.id, limit: 5 }));
  const test = useMutation(
    trpc.tool.test.mutationOptions({
      onSuccess: () =>
        Promise.all([
          client.invalidateQueries(trpc.toolCall.list.pathFilter()),
          client.invalidateQueries(trpc.tool.list.pathFilter()),
        ]),
    }),
  );
  const run = () => {
    const given = rows.filter(({ name, required }) => required || (values[name] ?? "") !== "");
    const input = Object.fromEntries(given.map((row) => [row.name, typed(row, values[row.name] ?? "")]));
    test.mutate({ id: tool.id, input, keep: true });
  };
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <p className="text-sm text-muted-foreground">{t(tool.effect === "write" ? "hintWrite" : "hint")}</p>
      {tool.missing.length > 0 ? (
        <p role="status" className="text-sm text-pending">
          {t("missing", { names: tool.missing.join(", ") })}
        </p>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-2">
        {rows.map(({ name, description }) => (
          <Field
            key={name}
            label={<bdi className="font-mono text-sm">{name}</bdi>}
            hint={description || undefined}
          >
            {(control) => (
              <Input
                {...control}
                value={values[name] ?? ""}
                onChange={(event) => setValues({ ...values, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <Button className="self-start" disabled={test.isPending} focusableWhenDisabled onClick={run}>
        <Play aria-hidden /> {test.isPending ? t("running") : t("run")}
      </Button>
      {test.error ? (
        <p role="alert" className="foreign-text text-sm text-destructive">
          {errorText(test.error)}
        </p>
      ) : null}
      {calls.data && calls.data.data.length > 0 ? (
        <ul aria-label={t("calls")} className="divide-y rounded-md border">
          {calls.data.data.map((call) => (
            <li key={call.id} className="flex flex-col gap-2 px-3 py-2 text-sm">
              <p className="flex flex-wrap items-center gap-2">
                <Badge
                  tone={
                    call.status === "ok" ? "positive" : call.status === "failed" ? "destructive" : "neutral"
                  }
                >
                  {t(`status.${call.status}`)}
                </Badge>
                {call.durationMs === null ? null : (
                  <span className="text-muted-foreground">{t("took", { ms: call.durationMs })}</span>
                )}
                <RelativeTime at={call.createdAt} className="ml-auto text-xs text-muted-foreground" />
              </p>
              {call.error ? <p className="foreign-text text-destructive">{sentence(call.error)}</p> : null}
              <div className="grid gap-3 sm:grid-cols-2">
                <Values title={t("input")} values={call.input} />
                <Values title={t("output")} values={call.output ?? {}} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
