"use client";

import { History } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PaletteGroup, PaletteItem } from "./palette-item.tsx";
import { recentConversations } from "./recents.ts";

/** Before anything is typed: the conversations opened last. */
export function Recents({ run }: { run: (action: () => unknown) => void }) {
  const t = useTranslations("palette");
  const router = useRouter();
  const [recents] = useState(recentConversations);
  if (recents.length === 0) return null;
  return (
    <PaletteGroup heading={t("groups.recent")}>
      {recents.map(({ id, title }) => (
        <PaletteItem
          key={id}
          id={`recent-${id}`}
          icon={<History aria-hidden />}
          onSelect={() => run(() => router.push(`/inbox/${id}?status=all`))}
        >
          {title}
        </PaletteItem>
      ))}
    </PaletteGroup>
  );
}
