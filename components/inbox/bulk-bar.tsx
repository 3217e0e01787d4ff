"use client";

import { AlarmClock, CircleCheck, Flag, MailOpen, UserRound, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { usePalette } from "../palette/palette-context.tsx";
import { useTriage } from "../triage/use-triage.ts";
import { Button } from "../ui/button.tsx";
import { selection, useSelection } from "./selection.ts";

/** Under the list, while rows are marked: how many, and what can be done to them all. */
export function BulkBar({ loaded }: { loaded: readonly string[] }) {
  const t = useTranslations("triage");
  const marked = useSelection();
  const openPalette = usePalette();
  const triage = useTriage();
  if (marked.size === 0) return null;
  const targets = [...marked];
  return (
    <section
      aria-label={t("marked", { count: marked.size })}
      className="flex flex-wrap items-center gap-x-1 gap-y-1.5 border-t bg-surface px-3 py-2"
    >
      <p role="status" className="mr-auto px-1 text-sm font-medium">
        {t("marked", { count: marked.size })}
      </p>
      {marked.size < loaded.length ? (
        <Button variant="link" size="sm" onClick={() => selection.all(loaded)}>
          {t("markAll", { count: loaded.length })}
        </Button>
      ) : null}
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("unmark")}
        title={t("unmark")}
        onClick={selection.clear}
      >
        <X aria-hidden />
      </Button>
      <div className="flex w-full items-center gap-1">
        <Button size="sm" onClick={() => void triage(targets, { resolved: true })}>
          <CircleCheck aria-hidden /> {t("resolve")}
        </Button>
        <Act label={t("assign")} onClick={() => openPalette({ page: "assign", targets })}>
          <UserRound aria-hidden />
        </Act>
        <Act label={t("snoozeUntil")} onClick={() => openPalette({ page: "snooze", targets })}>
          <AlarmClock aria-hidden />
        </Act>
        <Act label={t("setPriority")} onClick={() => openPalette({ page: "priority", targets })}>
          <Flag aria-hidden />
        </Act>
        <Act label={t("markRead")} onClick={() => void triage(targets, { unread: false })}>
          <MailOpen aria-hidden />
        </Act>
      </div>
    </section>
  );
}

function Act({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Button variant="ghost" size="icon" aria-label={label} title={label} onClick={onClick}>
      {children}
    </Button>
  );
}
