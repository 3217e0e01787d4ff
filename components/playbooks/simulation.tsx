"use client";

import { useMutation } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { Values } from "../conversation/values.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useSentence } from "../sentences/use-sentence.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { type Choices, type PlaybookDraft, playbookInput } from "./draft.ts";

/** What the form, saved or not, would do with the last hundred events. Nothing is called, sent or stored. */
export function Simulation({
  draft,
  choices,
  id,
}: {
  draft: PlaybookDraft;
  choices: Choices;
  id: string | undefined;
}) {
  const t = useTranslations("playbook.simulation");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const sentence = useSentence();
  const simulate = useMutation(trpc.playbook.simulate.mutationOptions());
  const run = (eventId?: string) =>
    simulate.mutate({
      playbook: { ...playbookInput(draft, choices), name: draft.name.trim() || "-" },
      ...(id && { id }),
      ...(eventId && { eventId }),
    });
  const { data } = simulate;
  const matching =
    data?.events.filter(({ failed, takenBy }) => failed === null && takenBy === null).length ?? 0;
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <p className="text-sm text-muted-foreground">{t("hint")}</p>
      <Button
        className="self-start"
        disabled={simulate.isPending}
        focusableWhenDisabled
        onClick={() => run()}
      >
        <FlaskConical aria-hidden /> {simulate.isPending ? t("running") : t("run")}
      </Button>
      {simulate.error ? (
        <p role="alert" className="foreign-text text-sm text-destructive">
          {simulate.error.data?.httpStatus === 400 ? simulate.error.message : errorText(simulate.error)}
        </p>
      ) : null}
      {data ? (
        <p role="status" className="font-medium">
          {t("result", { matching, all: data.events.length })}
        </p>
      ) : null}
      {data?.draft ? (
        <section aria-label={t("draft")} className="rounded-md border bg-surface p-3 text-sm">
          <h3 className="mb-1 font-semibold">{t("draft")}</h3>
          <p className="foreign-text whitespace-pre-wrap">{data.draft.text}</p>
          {draft.replyTemplate.trim() !== "" && !data.draft.byTemplate ? (
            <p className="mt-2 text-pending">{t("noTemplate")}</p>
          ) : null}
          {data.draft.tools.map((tool) => (
            <div key={tool.name} className="mt-2">
              <Values title={t("asks", { tool: tool.name })} values={tool.input as Record<string, unknown>} />
              {tool.problem ? (
                <p className="foreign-text text-destructive">{sentence(tool.problem)}</p>
              ) : null}
            </div>
          ))}
          {data.draft.instruction ? (
            <p className="foreign-text mt-2 text-muted-foreground">
              {t("told", { instruction: data.draft.instruction })}
            </p>
          ) : null}
        </section>
      ) : null}
      {data && data.events.length > 0 ? (
        <ul aria-label={t("events")} className="max-h-96 divide-y overflow-y-auto rounded-md border text-sm">
          {data.events.map((event) => (
            <li key={event.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5">
              <Badge tone={event.failed !== null ? "neutral" : event.takenBy ? "pending" : "positive"}>
                {t(event.failed !== null ? "misses" : event.takenBy ? "taken" : "matches")}
              </Badge>
              <bdi className="font-mono text-xs">{event.type}</bdi>
              <bdi className="min-w-0 truncate">{event.contactName}</bdi>
              <RelativeTime at={event.receivedAt} className="text-xs text-muted-foreground" />
              {event.waits ? <Badge tone="outline">{t("waits")}</Badge> : null}
              {event.failed === null ? (
                <Button size="sm" variant="ghost" className="ml-auto" onClick={() => run(event.id)}>
                  {t("preview")}
                </Button>
              ) : null}
              {(event.failed ?? event.takenBy) ? (
                <span className="foreign-text w-full text-muted-foreground">
                  {event.failed !== null
                    ? sentence(event.failed)
                    : t("takenBy", { name: event.takenBy ?? "" })}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
