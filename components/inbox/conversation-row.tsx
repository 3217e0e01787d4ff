"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Answers } from "../trpc.ts";
import { cn } from "../ui/class-names.ts";
import { RelativeTime } from "../ui/time.tsx";
import { ConversationStatusBadge } from "./conversation-status.tsx";

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
}: {
  row: Row;
  href: string;
  current: boolean;
  /** False where the filter says it already. */
  showStatus: boolean;
}) {
  const t = useTranslations("inbox");
  const more = continuation(row.subject, row.preview);
  return (
    <Link
      href={href}
      prefetch={false}
      data-conversation={row.id}
      aria-current={current ? "true" : undefined}
      className={cn(
        "block border-b px-4 py-2.5 focus-visible:-outline-offset-2",
        row.unread && "first-line",
        current ? "bg-accent" : "hover:bg-muted/60",
      )}
    >
      <span className="flex items-baseline gap-2">
        <span className={cn("min-w-0 flex-1 truncate", row.unread && "font-semibold")}>
          {row.unread ? <span className="sr-only">{t("unread")} </span> : null}
          <bdi>{contactName(row.contact)}</bdi>
        </span>
        <RelativeTime at={row.lastActivityAt} className="shrink-0 text-xs text-muted-foreground" />
      </span>
      <span className={cn("block truncate text-sm", row.unread && "font-medium")}>
        <bdi>{row.subject}</bdi>
      </span>
      <span className="mt-0.5 flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-sm text-muted-foreground">
          {more ? (
            <bdi>{more}</bdi>
          ) : (
            <bdi className="font-mono text-xs">{[row.namespace, row.entity].filter(Boolean).join(" · ")}</bdi>
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
      </span>
    </Link>
  );
}
