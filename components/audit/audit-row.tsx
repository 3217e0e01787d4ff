"use client";

import { useTranslations } from "next-intl";
import type { Answers } from "../trpc.ts";
import { ExactTime } from "../ui/time.tsx";
import { readAction } from "./actions.ts";

type Entry = Answers["audit"]["list"]["data"][number];

const kinds = ["user", "apiKey", "endpoint", "playbook", "system"] as const;

/** The fields of both states that are not the same, as text. */
function differences(before: unknown, after: unknown): { name: string; before?: string; after?: string }[] {
  const fields = (value: unknown): Record<string, unknown> =>
    value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
  const [old, now] = [fields(before), fields(after)];
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((name) => ({
      name,
      ...(old[name] !== undefined && { before: text(old[name]) }),
      ...(now[name] !== undefined && { after: text(now[name]) }),
    }));
}

/** One change: who, what, and on demand what it was before and after. */
export function AuditRow({ entry }: { entry: Entry }) {
  const t = useTranslations("audit");
  const { subject, verb } = readAction(entry.action);
  const kind = kinds.find((known) => known === entry.actor.kind) ?? "system";
  const changed = differences(entry.before, entry.after);
  const what = subject && verb ? `${t(`subjects.${subject}`)} · ${t(`verbs.${verb}`)}` : entry.action;
  return (
    <li className="border-b px-4 py-2 md:px-8">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{what}</span>
        <span className="text-sm text-muted-foreground">
          {t("by")} {entry.actor.name ? <bdi>{entry.actor.name}</bdi> : t(`actors.${kind}`)}
          {kind === "apiKey" ? ` (${t("actors.apiKey")})` : null}
        </span>
        <ExactTime at={entry.at} className="ml-auto text-xs text-muted-foreground" />
      </p>
      {changed.length > 0 ? (
        <details>
          <summary className="min-h-6 text-sm text-muted-foreground">{t("details")}</summary>
          <dl className="mt-1 max-w-3xl divide-y text-sm">
            {changed.map(({ name, before, after }) => (
              <div key={name} className="grid gap-x-4 py-1 sm:grid-cols-[10rem_1fr]">
                <dt className="font-mono text-xs text-muted-foreground">{name}</dt>
                <dd className="foreign-text min-w-0">
                  {before === undefined ? null : <del className="text-muted-foreground">{before}</del>}
                  {before !== undefined && after !== undefined ? " → " : null}
                  {after === undefined ? null : <ins className="no-underline">{after}</ins>}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </li>
  );
}
