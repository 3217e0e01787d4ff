"use client";

import { AlarmClock, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { PresenceInRow } from "../presence/present-people.tsx";
import type { Answers } from "../trpc.ts";
import { cn } from "../ui/class-names.ts";
import { RelativeTime } from "../ui/time.tsx";
import { ConversationStatusBadge } from "./conversation-status.tsx";
import { PriorityMark } from "./priority-mark.tsx";

export type Row = Answers["conversation"]["list"]["data"][number];

export const contactName = (contact: Row["contact"]): string =>
  contact.name || contact.email || contact.phone || contact.externalId;

/** What the newest message says beyond the subject, which is often its own first line. */
function continuation(subject: string, preview: string): string {
  const text = preview.trim();
  const start = subject.replace(/…$/, "");
  return text.startsWith(start) && text.length - start.length < 200 ? text.slice(start.length).trim() : text;
}

/** One conversation: who and when on the first line, what it is about, how it goes on. */
export function ConversationRow({
  row,
  href,
  current,
  showStatus,
  marked,
  onMark,
}: {
  row: Row;
  href: string;
  current: boolean;
  /** False where the filter says it already. */
  showStatus: boolean;
  marked: boolean;
  /** With the range from the row marked last. */
  onMark: (range: boolean) => void;
}) {
  const t = useTranslations("inbox");
  const more = continuation(row.subject, row.preview);
  return (
    <div className="group relative">
      <Link
        href={href}
        prefetch={false}
        data-conversation={row.id}
        aria-current={current ? "true" : undefined}
        className={cn(
          "block border-b py-2.5 pr-4 pl-10 focus-visible:-outline-offset-2",
          row.unread && "first-line",
          marked ? "bg-accent/60" : current ? "bg-accent" : "hover:bg-muted/60",
        )}
      >
        <span className="flex items-baseline gap-2">
          <span className={cn("min-w-0 flex-1 truncate", row.unread && "font-semibold")}>
            {row.unread ? <span className="sr-only">{t("unread")} </span> : null}
            <bdi>{contactName(row.contact)}</bdi>
          </span>
          <PresenceInRow conversationId={row.id} />
          <Snoozed until={row.snoozedUntil} />
          <RelativeTime at={row.lastActivityAt} className="shrink-0 text-xs text-muted-foreground" />
        </span>
        <span className={cn("flex items-center gap-1 text-sm", row.unread && "font-medium")}>
          {row.priority === "normal" ? null : (
            <>
              <PriorityMark priority={row.priority} className="-ml-1" />
              <span className="sr-only">{t(`priority.${row.priority}`)}. </span>
            </>
          )}
          <bdi className="min-w-0 truncate">{row.subject}</bdi>
        </span>
        <span className="mt-0.5 flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate text-sm text-muted-foreground">
            {more ? (
              <bdi>{more}</bdi>
            ) : (
              <bdi className="font-mono text-xs">
                {[row.namespace, row.entity].filter(Boolean).join(" · ")}
              </bdi>
            )}
          </span>
          {row.attention ? (
            <span className="flex shrink-0 items-center gap-1 text-xs font-medium text-destructive">
              <TriangleAlert aria-hidden className="size-3.5" />
              {t(`attention.${row.attention}`)}
            </span>
          ) : showStatus ? (
            <ConversationStatusBadge status={row.status} />
          ) : null}
          {row.assignee ? (
            <span className="max-w-24 shrink-0 truncate text-xs text-muted-foreground">
              <span className="sr-only">{t("assignee.label")}: </span>
              <bdi>{row.assignee.name}</bdi>
            </span>
          ) : null}
        </span>
      </Link>
      <label
        className={cn(
          "absolute top-1 left-1 flex size-8 items-center justify-center",
          !marked && "md:opacity-0 md:group-focus-within:opacity-100 md:group-hover:opacity-100",
        )}
      >
        <input
          type="checkbox"
          checked={marked}
          aria-label={t("mark", { name: contactName(row.contact), subject: row.subject })}
          className="size-4 accent-primary"
          onChange={(event) => onMark((event.nativeEvent as PointerEvent).shiftKey === true)}
        />
      </label>
    </div>
  );
}

function Snoozed({ until }: { until: Date | null }) {
  const t = useTranslations("inbox");
  const format = useFormatter();
  if (!until) return null;
  const moment = format.dateTime(until, {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return (
    <span className="flex shrink-0 items-center gap-1 text-xs text-pending">
      <AlarmClock aria-hidden className="size-3.5" />
      <span className="sr-only">{t("snoozedUntil")}</span> {moment}
    </span>
  );
}
