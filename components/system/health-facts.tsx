"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { ErrorState, SkeletonRows } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";

const everyMs = 15_000;
const gib = 1024 ** 3;

/** What waits and since when, what runs here, and the room that is left; read anew every quarter of a minute. */
export function HealthFacts() {
  const t = useTranslations("services");
  const states = useTranslations("delivery.status");
  const format = useFormatter();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const query = useQuery({ ...trpc.system.health.queryOptions(), refetchInterval: everyMs });
  if (query.isPending) return <SkeletonRows count={4} className="px-0" />;
  if (query.isError)
    return <ErrorState error={{ message: errorText(query.error) }} onRetry={() => query.refetch()} />;
  const { outbox, waiting, database, disk, nodeVersion, uptimeSeconds } = query.data;
  const size = (bytes: number) =>
    format.number(bytes / gib, { style: "unit", unit: "gigabyte", maximumFractionDigits: 2 });
  return (
    <Facts>
      <Fact name={t("outbox")}>
        {t("rows", { count: outbox.rows })}
        {outbox.oldestAt ? (
          <>
            {" · "}
            {t("oldest")} <RelativeTime at={outbox.oldestAt} />
          </>
        ) : null}
      </Fact>
      {waiting.map(({ status, count, oldestAt }) => (
        <Fact key={status} name={states(status)}>
          <Link href={`/deliveries?status=${status}`} className="text-primary hover:underline">
            {t("deliveries", { count })}
          </Link>
          {oldestAt ? (
            <>
              {" · "}
              {t("oldest")} <RelativeTime at={oldestAt} />
            </>
          ) : null}
        </Fact>
      ))}
      <Fact name={t("databaseSize")}>
        {size(database.bytes)} · PostgreSQL {database.version}
      </Fact>
      <Fact name={t("disk")}>
        {disk ? t("free", { free: size(disk.freeBytes), total: size(disk.totalBytes) }) : null}
      </Fact>
      <Fact name={t("process")}>
        Node {nodeVersion} · {t("uptime", { minutes: Math.floor(uptimeSeconds / 60) })}
      </Fact>
    </Facts>
  );
}
