"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { MappedFieldName } from "../../server/endpoint/mapping/schema.ts";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/class-names.ts";
import { ErrorState } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { JsonTree } from "./json-tree.tsx";
import { lacksFields } from "./lacks-fields.ts";
import { bodyPath, type FieldPaths, fieldNames, toMapping, toPaths } from "./mapping-fields.ts";
import { useReason } from "./use-reason.ts";
import { useRefreshRequests } from "./use-refresh-requests.ts";
import { VerifyAgain } from "./verify-again.tsx";

type Props = {
  endpointId: string;
  requestId: string;
  onSaved?: () => void;
};
type Preview = Answers["endpoint"]["preview"];

/** What each field of an event reads from a request that came; a field is chosen, then its value in the JSON. */
export function FieldMapper(props: Props) {
  const trpc = useTRPC();
  const errorText = useErrorText();
  const endpoint = useQuery(trpc.endpoint.show.queryOptions({ id: props.endpointId }));
  if (endpoint.isPending) return <div className="skeleton h-60" />;
  if (endpoint.isError)
    return <ErrorState error={{ message: errorText(endpoint.error) }} onRetry={() => endpoint.refetch()} />;
  return <Mapper key={props.requestId} {...props} saved={toPaths(endpoint.data.mapping)} />;
}

function Mapper({ endpointId, requestId, onSaved, saved }: Props & { saved: FieldPaths }) {
  const t = useTranslations("endpoint.mapper");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const refresh = useRefreshRequests();
  const [paths, setPaths] = useState(saved);
  const [field, setField] = useState<MappedFieldName>("event_id");
  const request = useQuery(trpc.request.show.queryOptions({ id: requestId }));
  const preview = useQuery(
    trpc.endpoint.preview.queryOptions(
      { requestId, mapping: toMapping(paths) },
      { placeholderData: keepPreviousData },
    ),
  );
  const save = useMutation(
    trpc.endpoint.update.mutationOptions({
      onSuccess: async () => {
        toast.success({ title: t("saved") });
        await refresh();
        onSaved?.();
      },
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  const pick = (path: string) => {
    setPaths({ ...paths, [field]: path });
    const next = fieldNames[fieldNames.indexOf(field) + 1];
    if (next) setField(next);
  };
  const clear = (name: MappedFieldName) => {
    const { [name]: _, ...rest } = paths;
    setPaths(rest);
  };
  if (preview.isPending) return <div className="skeleton h-60" />;
  if (preview.isError)
    return <ErrorState error={{ message: errorText(preview.error) }} onRetry={() => preview.refetch()} />;
  const { source, event, problem, count } = preview.data;
  const used = new Map(
    fieldNames.flatMap((name): [string, string][] => {
      const path = paths[name];
      return path === undefined
        ? []
        : [[path.replace(/^body\./, ""), t(`field.${name.replace(".", "_") as "type"}`)]];
    }),
  );
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-muted-foreground">
        {t("how")} {count > 1 ? t("several", { count }) : null}
      </p>
      <div className="grid gap-4 lg:grid-cols-[minmax(18rem,2fr)_3fr]">
        <ul aria-label={t("fields")} className="flex flex-col gap-1">
          {fieldNames.map((name) => (
            <FieldRow
              key={name}
              name={name}
              active={name === field}
              path={paths[name]}
              value={readValue(event, name)}
              onChoose={() => setField(name)}
              onClear={() => clear(name)}
            />
          ))}
        </ul>
        <div className="max-h-[32rem] min-w-0 overflow-auto rounded-md border p-3">
          <h3 className="mb-1 text-sm text-muted-foreground">{t("body")}</h3>
          <JsonTree value={source.body} path="" used={used} onPick={(path) => pick(bodyPath(path))} />
          <details className="mt-3">
            <summary className="min-h-6 text-sm text-muted-foreground">{t("headers")}</summary>
            <JsonTree value={source.headers} path="headers" used={used} onPick={pick} />
          </details>
        </div>
      </div>
      <Problem problem={problem} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={save.isPending || problem !== null}
          focusableWhenDisabled
          onClick={() => save.mutate({ id: endpointId, mapping: toMapping(paths) })}
        >
          {t("save")}
        </Button>
        {request.data && lacksFields(request.data) && save.isSuccess ? <VerifyAgain id={requestId} /> : null}
        {Object.keys(paths).length > 0 ? (
          <Button variant="ghost" onClick={() => setPaths({})}>
            {t("reset")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Problem({ problem }: { problem: string | null }) {
  const reason = useReason();
  return problem ? (
    <p role="alert" className="text-sm text-destructive">
      {reason(problem)}
    </p>
  ) : null;
}

function readValue(event: Preview["event"], name: MappedFieldName): string | undefined {
  if (!event) return undefined;
  const { contact } = event.mapped;
  switch (name) {
    case "event_id":
      return event.eventKey;
    case "type":
      return event.type;
    case "occurred_at":
      return event.occurredAt?.toISOString();
    case "entity":
      return event.mapped.entity;
    case "text":
      return event.mapped.text;
    default:
      return contact?.[name.slice("contact.".length) as keyof NonNullable<typeof contact>];
  }
}

function FieldRow({
  name,
  active,
  path,
  value,
  onChoose,
  onClear,
}: {
  name: MappedFieldName;
  active: boolean;
  path: string | undefined;
  value: string | undefined;
  onChoose: () => void;
  onClear: () => void;
}) {
  const t = useTranslations("endpoint.mapper");
  const label = t(`field.${name.replace(".", "_") as "type"}`);
  return (
    <li className="flex items-start gap-1">
      <button
        type="button"
        aria-pressed={active}
        onClick={onChoose}
        className={cn(
          "grid min-h-11 min-w-0 flex-1 grid-cols-[7rem_1fr] items-center gap-x-3 rounded-md border border-transparent px-2.5 py-1 text-left hover:bg-muted",
          active && "border-primary bg-accent",
        )}
      >
        <span className="text-sm font-medium">{label}</span>
        <span className="min-w-0">
          <bdi className={cn("block truncate text-sm", !value && "text-muted-foreground")}>
            {value || t("nothing")}
          </bdi>
          <span className="block truncate font-mono text-xs text-muted-foreground">
            {path ?? (value ? t("usual") : t("usualMissed"))}
          </span>
        </span>
      </button>
      {path !== undefined ? (
        <Button variant="ghost" size="icon" aria-label={t("clear", { field: label })} onClick={onClear}>
          <X aria-hidden />
        </Button>
      ) : null}
    </li>
  );
}
