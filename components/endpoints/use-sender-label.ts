"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../trpc.ts";

/** The name of a source as its maker writes it; one of the admin's own stays as it is. */
export function useSenderLabel(): (source: string) => string {
  const t = useTranslations("endpoint");
  const trpc = useTRPC();
  const presets = useQuery(
    trpc.endpoint.presets.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
  );
  return (source) =>
    source === "custom"
      ? t("custom")
      : (presets.data?.find((preset) => preset.source === source)?.label ?? source);
}
