"use client";

import { useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { Traffic } from "../../server/incoming-event/schema.ts";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useTRPC } from "../trpc.ts";
import { Notice, NoticeList } from "../ui/notice-list.tsx";
import { useSince } from "../ui/use-since.ts";

/** Since when nothing has come, and how often something usually does. */
function useSilenceWords(): (traffic: Traffic & { silentSince: Date }) => string {
  const t = useTranslations("endpoint");
  const format = useFormatter();
  const since = useSince();
  return ({ usualPerHour, silentSince }) => {
    const hourly = usualPerHour >= 1;
    return t(hourly ? "silentSince" : "silentSinceDaily", {
      rate: format.number(hourly ? usualPerHour : usualPerHour * 24, { maximumSignificantDigits: 2 }),
      since: since(silentSince),
    });
  };
}

const isSilent = (traffic: Traffic): traffic is Traffic & { silentSince: Date } =>
  traffic.silentSince !== null;

/** That nothing has come for longer than this endpoint allows, with what is usual. */
export function Silence({ id }: { id: string }) {
  const trpc = useTRPC();
  const words = useSilenceWords();
  const traffic = useQuery(trpc.endpoint.traffic.queryOptions());
  const mine = traffic.data?.find((each) => each.endpointId === id);
  if (!mine || !isSilent(mine)) return null;
  return (
    <p role="status" className="max-w-2xl rounded-md bg-pending-soft px-3 py-2 text-pending">
      {words(mine)}
    </p>
  );
}

/** The endpoints that are silent, where one looks first. */
export function SilentEndpoints() {
  const t = useTranslations("endpoint");
  const trpc = useTRPC();
  const isAdmin = useIsAdmin();
  const words = useSilenceWords();
  const traffic = useQuery(trpc.endpoint.traffic.queryOptions(undefined, { refetchInterval: 60_000 }));
  const silent = traffic.data?.filter(isSilent) ?? [];
  if (silent.length === 0) return null;
  return (
    <NoticeList label={t("silentOnes")}>
      {silent.map((each) => (
        <Notice
          key={each.endpointId}
          icon={BellOff}
          name={each.endpointName}
          href={isAdmin ? `/endpoints/${each.endpointId}` : undefined}
        >
          {words(each)}
        </Notice>
      ))}
    </NoticeList>
  );
}
