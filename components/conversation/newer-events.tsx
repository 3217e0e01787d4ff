"use client";

import { History } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "../ui/time.tsx";
import type { Shown } from "./shown.ts";

/** What changed about the thing a draft is about, and where it is answered. */
export function NewerEvents({
  shown,
  events,
  kind,
  children,
}: {
  shown: Shown;
  events: Shown["newerEvents"];
  /** It has arrived while somebody writes; it held a reply back; it took the draft's place. */
  kind: "arrived" | "refused" | "superseded";
  children?: ReactNode;
}) {
  const t = useTranslations("newerEvent");
  if (events.length === 0) return null;
  const { id, entity } = shown.conversation;
  const elsewhere = events.find((event) => event.conversationId !== id);
  return (
    <div
      role={kind === "refused" ? "alert" : "status"}
      className="flex flex-col gap-2 rounded-md bg-pending-soft px-3 py-2 text-sm text-pending"
    >
      <p className="flex items-start gap-2 font-medium">
        <History aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="foreign-text">{t(kind, { entity: entity ?? "" })}</span>
      </p>
      <ul className="flex flex-col gap-1">
        {events.slice(0, 3).map((event) => (
          <li key={event.id} className="line-clamp-3">
            <bdi className="font-mono text-xs">{event.type}</bdi>
            {" · "}
            <RelativeTime at={event.receivedAt} className="text-xs" />
            {event.text ? <bdi className="foreign-text block">{event.text}</bdi> : null}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        {children}
        {elsewhere ? (
          <Link
            href={`/inbox/${elsewhere.conversationId}?status=all`}
            className="inline-flex min-h-6 items-center font-medium underline underline-offset-2"
          >
            {t("open")}
          </Link>
        ) : null}
      </div>
    </div>
  );
}
