"use client";

import { AlarmClock, CircleCheck, RotateCcw, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ConversationRow } from "../../server/conversation/schema.ts";
import { PriorityMark } from "../inbox/priority-mark.tsx";
import { usePalette } from "../palette/palette-context.tsx";
import { Button } from "../ui/button.tsx";
import { useTriage } from "./use-triage.ts";

/** Whose the open conversation is, how urgent, for when; and done with it. */
export function TriageButtons({ conversation }: { conversation: ConversationRow }) {
  const t = useTranslations("triage");
  const priorities = useTranslations("inbox.priority");
  const openPalette = usePalette();
  const triage = useTriage();
  const targets = [conversation.id];
  const done = conversation.status === "closed" || conversation.status === "answered";
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Button
        variant="ghost"
        size="sm"
        className="max-w-44"
        aria-label={
          conversation.assignee
            ? t("assignedTo", { name: conversation.assignee.name })
            : t("assignedToNobody")
        }
        onClick={() => openPalette({ page: "assign", targets })}
      >
        <UserRound aria-hidden />
        <bdi className="truncate">{conversation.assignee?.name ?? t("nobody")}</bdi>
      </Button>
      <Button
        variant="ghost"
        size="sm"
        aria-label={t("priorityIs", { priority: priorities(conversation.priority) })}
        onClick={() => openPalette({ page: "priority", targets })}
      >
        <PriorityMark priority={conversation.priority} />
        <span className="max-md:sr-only">{priorities(conversation.priority)}</span>
      </Button>
      <Button
        variant="ghost"
        size="icon"
        className="size-7"
        aria-label={t("snoozeUntil")}
        title={t("snoozeUntil")}
        onClick={() => openPalette({ page: "snooze", targets })}
      >
        <AlarmClock aria-hidden className={conversation.snoozedUntil ? "text-pending" : ""} />
      </Button>
      <Button size="sm" onClick={() => void triage(targets, { resolved: !done })}>
        {done ? <RotateCcw aria-hidden /> : <CircleCheck aria-hidden />}
        {done ? t("reopen") : t("resolve")}
      </Button>
    </div>
  );
}
