"use client";

import { useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { Traffic } from "../../server/incoming-event/schema.ts";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useTRPC } from "../trpc.ts";

/** Since when nothing has come, and how often something usually does. */
function useSilenceWords(): (traffic: Traffic & { silentSince: Date }) => string {
  const t = useTranslations("endpoint");
  const format = useFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "short" });
  return ({ usualPerHour, silentSince }) => {
    const hourly = usualPerHour >= 1;
    const isToday = day(silentSince) === day(new Date());
    return t(hourly ? "silentSince" : "silentSinceDaily", {
      rate: format.number(hourly ? usualPerHour : usualPerHour * 24, { maximumSignificantDigits: 2 }),
      since: format.dateTime(silentSince, { timeStyle: "short", ...(!isToday && { dateStyle: "short" }) }),
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
    <ul
      aria-label={t("silentOnes")}
      className="flex flex-col gap-1 rounded-md bg-pending-soft px-3 py-2 text-pending"
    >
      {silent.map((each) => (
        <li key={each.endpointId} className="flex gap-2">
          <BellOff aria-hidden className="mt-1 size-4 shrink-0" />
          <span>
            {isAdmin ? (
              <Link
                href={`/endpoints/${each.endpointId}`}
                className="font-medium underline underline-offset-4"
              >
                <bdi>{each.endpointName}</bdi>
              </Link>
            ) : (
              <bdi className="font-medium">{each.endpointName}</bdi>
            )}{" "}
            {words(each)}
          </span>
        </li>
      ))}
    </ul>
  );
}
