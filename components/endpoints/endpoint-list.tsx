"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { buttonVariants } from "../ui/button-variants.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { EndpointState } from "./endpoint-state.tsx";
import { useSenderLabel } from "./use-sender-label.ts";

type Endpoint = Answers["endpoint"]["list"]["data"][number];
type Traffic = Answers["endpoint"]["traffic"][number];

/** Where events arrive: each with how it is doing. */
export function EndpointList() {
  const t = useTranslations("endpoint");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const list = useQuery(trpc.endpoint.list.queryOptions({ limit: 100 }));
  const traffic = useQuery(trpc.endpoint.traffic.queryOptions());
  const add = (
    <Link href="/endpoints/new" className={buttonVariants({ variant: "primary" })}>
      <Plus aria-hidden />
      {t("connect")}
    </Link>
  );
  const rows = list.data?.data ?? [];
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} actions={rows.length > 0 ? add : null} />
      {list.isPending ? (
        <SkeletonRows count={4} className="md:px-8" />
      ) : list.isError ? (
        <ErrorState error={{ message: errorText(list.error) }} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState title={t("empty")} action={<div className="mt-2">{add}</div>}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <ul aria-label={t("title")} className="border-t">
          {rows.map((endpoint) => (
            <Row
              key={endpoint.id}
              endpoint={endpoint}
              traffic={traffic.data?.find((each) => each.endpointId === endpoint.id)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ endpoint, traffic }: { endpoint: Endpoint; traffic: Traffic | undefined }) {
  const t = useTranslations("endpoint");
  const label = useSenderLabel();
  return (
    <li className="border-b">
      <Link
        href={`/endpoints/${endpoint.id}`}
        prefetch={false}
        className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 hover:bg-muted/60 focus-visible:-outline-offset-2 md:px-8"
      >
        <span className="min-w-0 flex-1 basis-56">
          <span className="flex flex-wrap items-center gap-2">
            <bdi className="truncate font-medium">{endpoint.name}</bdi>
            <EndpointState endpoint={endpoint} />
            {traffic?.silentSince ? <Badge tone="pending">{t("silent")}</Badge> : null}
          </span>
          <span className="block truncate text-sm text-muted-foreground">
            {label(endpoint.source)} · <span className="font-mono text-xs">{endpoint.key}</span>
          </span>
        </span>
        {traffic && traffic.rejected > 0 ? (
          <Badge tone="destructive">{t("refusedToday", { count: traffic.rejected })}</Badge>
        ) : null}
        <span className="min-w-28 text-sm text-muted-foreground max-sm:basis-full sm:text-right">
          {traffic?.lastRequestAt ? (
            <>
              {t("acceptedToday", { count: traffic.accepted })}
              <span className="block text-xs">
                {t("lastRequest")} <RelativeTime at={traffic.lastRequestAt} />
              </span>
            </>
          ) : traffic ? (
            t("nothingYet")
          ) : null}
        </span>
      </Link>
    </li>
  );
}
