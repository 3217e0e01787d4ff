"use client";

import { AlarmClock, CircleCheck, Flag, MailCheck, MailOpen, RotateCcw, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTriage } from "../triage/use-triage.ts";
import { PaletteGroup, PaletteItem } from "./palette-item.tsx";
import type { PalettePage } from "./request.ts";

/** What can be done to the marked conversations, or the open one. */
export function TriageCommands({
  targets,
  run,
  turnTo,
}: {
  targets: readonly string[];
  run: (action: () => unknown) => void;
  turnTo: (page: PalettePage) => void;
}) {
  const t = useTranslations("triage");
  const triage = useTriage();
  return (
    <PaletteGroup heading={t("heading", { count: targets.length })}>
      <PaletteItem
        id="resolve"
        icon={<CircleCheck aria-hidden />}
        keys="e"
        onSelect={() => run(() => triage(targets, { resolved: true }))}
      >
        {t("resolve")}
      </PaletteItem>
      <PaletteItem
        id="reopen"
        icon={<RotateCcw aria-hidden />}
        onSelect={() => run(() => triage(targets, { resolved: false }))}
      >
        {t("reopen")}
      </PaletteItem>
      <PaletteItem id="assign" icon={<UserRound aria-hidden />} keys="i" onSelect={() => turnTo("assign")}>
        {t("assign")}
      </PaletteItem>
      <PaletteItem id="snooze" icon={<AlarmClock aria-hidden />} keys="h" onSelect={() => turnTo("snooze")}>
        {t("snoozeUntil")}
      </PaletteItem>
      <PaletteItem id="priority" icon={<Flag aria-hidden />} keys="p" onSelect={() => turnTo("priority")}>
        {t("setPriority")}
      </PaletteItem>
      <PaletteItem
        id="read"
        icon={<MailOpen aria-hidden />}
        onSelect={() => run(() => triage(targets, { unread: false }))}
      >
        {t("markRead")}
      </PaletteItem>
      <PaletteItem
        id="unread"
        icon={<MailCheck aria-hidden />}
        keys="u"
        onSelect={() => run(() => triage(targets, { unread: true }))}
      >
        {t("markUnread")}
      </PaletteItem>
    </PaletteGroup>
  );
}
