"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../trpc.ts";

const refreshMs = 30_000;

/** How many failed runs wait to be looked at; nothing when there is none. */
export function FailedRunsBadge() {
  const t = useTranslations("run");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.run.unsettled.queryOptions(undefined, { refetchInterval: refreshMs }));
  if (!data || data.failed === 0) return null;
  return (
    <span className="ml-auto rounded-full bg-destructive px-1.5 text-xs font-medium text-destructive-foreground max-lg:absolute max-lg:top-0 max-lg:right-0">
      <span aria-hidden>{data.failed > 99 ? "99+" : data.failed}</span>
      <span className="sr-only">{t("failedCount", { count: data.failed })}</span>
    </span>
  );
}
