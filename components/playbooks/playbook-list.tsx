"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { OctagonX, Play, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { AutomationTabs } from "../automation/automation-tabs.tsx";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { buttonVariants } from "../ui/button-variants.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";

const tones = { off: "neutral", suggest: "primary", auto: "positive" } satisfies Record<string, Tone>;

/** Every playbook in the order in which they are asked, and the one switch over all that goes out by itself. */
export function PlaybookList() {
  const t = useTranslations("playbook");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const isAdmin = useIsAdmin();
  const query = useQuery(trpc.playbook.list.queryOptions());
  if (query.isPending) return <SkeletonRows count={5} />;
  if (!query.data)
    return <ErrorState error={{ message: errorText(query.error) }} onRetry={() => query.refetch()} />;
  const { autoSend } = query.data;
  const playbooks = query.data.playbooks.toSorted(
    (a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1),
  );
  const add = isAdmin ? (
    <Link href="/playbooks/new" className={buttonVariants({ variant: "primary" })}>
      <Plus aria-hidden /> {t("new")}
    </Link>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} description={t("about")} actions={add} />
      <AutomationTabs />
      <AutoSend on={autoSend} editable={isAdmin} />
      {playbooks.length === 0 ? (
        <EmptyState title={t("empty")} action={add}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <ol aria-label={t("title")} className="divide-y border-y">
          {playbooks.map((playbook, index) => (
            <li key={playbook.id}>
              <Link
                href={`/playbooks/${playbook.id}`}
                className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-muted md:px-8"
              >
                <span
                  aria-hidden
                  className="w-5 shrink-0 text-right text-sm text-muted-foreground tabular-nums"
                >
                  {index + 1}
                </span>
                <span className="min-w-0 flex-1 basis-52">
                  <bdi className="block truncate font-medium">{playbook.name}</bdi>
                  <span className="block truncate text-sm text-muted-foreground">
                    {playbook.eventType ? (
                      <bdi className="font-mono text-xs">{playbook.eventType}</bdi>
                    ) : (
                      t("everything")
                    )}
                    {playbook.condition && playbook.condition.rules.length > 0
                      ? ` · ${t("conditions", { count: playbook.condition.rules.length })}`
                      : null}
                    {playbook.toolIds.length > 0
                      ? ` · ${t("toolCount", { count: playbook.toolIds.length })}`
                      : null}
                    {playbook.workingHours ? ` · ${t("workingHours.title")}` : null}
                  </span>
                </span>
                <span className="text-xs text-muted-foreground">
                  {t("priorityIs", { priority: playbook.priority })}
                </span>
                <Badge
                  tone={playbook.autonomy === "auto" && !autoSend ? "neutral" : tones[playbook.autonomy]}
                >
                  {t(`autonomy.${playbook.autonomy}`)}
                </Badge>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function AutoSend({ on, editable }: { on: boolean; editable: boolean }) {
  const t = useTranslations("playbook.autoSend");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const change = useMutation(
    trpc.playbook.switchAutoSend.mutationOptions({
      onSuccess: async (_, { on: now }) => {
        toast.success({ title: t(now ? "switchedOn" : "switchedOff") });
        await client.invalidateQueries(trpc.playbook.pathFilter());
      },
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <div
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm md:px-8 ${on ? "" : "bg-destructive-soft"}`}
    >
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-medium">{t(on ? "on" : "off")}</span>{" "}
        <span className="text-muted-foreground">{t(on ? "onHint" : "offHint")}</span>
      </p>
      {editable ? (
        <Button disabled={change.isPending} focusableWhenDisabled onClick={() => change.mutate({ on: !on })}>
          {on ? <OctagonX aria-hidden /> : <Play aria-hidden />} {t(on ? "stop" : "start")}
        </Button>
      ) : null}
    </div>
  );
}
