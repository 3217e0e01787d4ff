"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRound, UserRoundX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTriage } from "../triage/use-triage.ts";
import { useTRPC } from "../trpc.ts";
import { PaletteItem } from "./palette-item.tsx";

/** To whom. Oneself comes first. */
export function AssignPage({
  targets,
  run,
}: {
  targets: readonly string[];
  run: (action: () => unknown) => void;
}) {
  const t = useTranslations("triage");
  const trpc = useTRPC();
  const triage = useTriage();
  const me = useQuery(trpc.me.show.queryOptions()).data;
  const colleagues = useQuery(trpc.conversation.colleagues.queryOptions()).data ?? [];
  const give = (assigneeId: string | null) => run(() => triage(targets, { assigneeId }));
  return (
    <>
      {me ? (
        <PaletteItem
          id="me"
          icon={<UserRound aria-hidden />}
          keywords={[me.name]}
          onSelect={() => give(me.id)}
        >
          {t("toMe")}
        </PaletteItem>
      ) : null}
      <PaletteItem id="nobody" icon={<UserRoundX aria-hidden />} onSelect={() => give(null)}>
        {t("toNobody")}
      </PaletteItem>
      {colleagues
        .filter((colleague) => colleague.id !== me?.id)
        .map((colleague) => (
          <PaletteItem
            key={colleague.id}
            id={colleague.id}
            icon={<UserRound aria-hidden />}
            onSelect={() => give(colleague.id)}
          >
            {colleague.name}
          </PaletteItem>
        ))}
    </>
  );
}
