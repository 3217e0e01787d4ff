"use client";

import { useTranslations } from "next-intl";

export function ConversationSkeleton() {
  const t = useTranslations("common");
  return (
    <div role="status" aria-label={t("loading")} className="flex h-full flex-col">
      <div className="flex flex-col gap-2 border-b px-6 py-4">
        <div className="skeleton h-4 w-2/5" />
        <div className="skeleton h-3 w-1/4" />
      </div>
      <div className="flex flex-1 flex-col gap-3 px-6 py-5">
        <div className="skeleton h-3 w-1/6" />
        <div className="skeleton h-3 w-3/4" />
        <div className="skeleton h-3 w-2/3" />
      </div>
      <div className="flex flex-col gap-3 border-t bg-surface px-6 py-4">
        <div className="skeleton h-3 w-1/5" />
        <div className="skeleton h-28 w-full" />
      </div>
    </div>
  );
}
