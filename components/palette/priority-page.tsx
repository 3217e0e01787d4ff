"use client";

import { useTranslations } from "next-intl";
import { priorities } from "../inbox/filters.ts";
import { PriorityMark } from "../inbox/priority-mark.tsx";
import { useTriage } from "../triage/use-triage.ts";
import { PaletteItem } from "./palette-item.tsx";

export function PriorityPage({
  targets,
  run,
}: {
  targets: readonly string[];
  run: (action: () => unknown) => void;
}) {
  const t = useTranslations("inbox.priority");
  const triage = useTriage();
  return priorities.map((priority) => (
    <PaletteItem
      key={priority}
      id={priority}
      icon={<PriorityMark priority={priority} />}
      onSelect={() => run(() => triage(targets, { priority }))}
    >
      {t(priority)}
    </PaletteItem>
  ));
}
