"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { AutomationTabs } from "../automation/automation-tabs.tsx";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { buttonVariants } from "../ui/button-variants.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { stateTones } from "./state-tones.ts";
import { ToolServers } from "./tool-servers.tsx";

/** Every tool: what it is called, what it does, whether it asks. */
export function ToolList() {
  const t = useTranslations("tool");
  const tForeign = useTranslations("foreignTool");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const isAdmin = useIsAdmin();
  const query = useQuery(trpc.tool.list.queryOptions({ limit: 100 }));
  const add = isAdmin ? (
    <Link href="/tools/new" className={buttonVariants({ variant: "primary" })}>
      <Plus aria-hidden /> {t("new")}
    </Link>
  ) : null;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("about")}
        actions={query.data?.data.length ? add : null}
      />
      <AutomationTabs />
      {query.isPending ? (
        <SkeletonRows count={4} />
      ) : !query.data ? (
        <ErrorState error={{ message: errorText(query.error) }} onRetry={() => query.refetch()} />
      ) : query.data.data.length === 0 ? (
        <EmptyState title={t("empty")} action={add}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <ul aria-label={t("title")} className="divide-y">
          {query.data.data.map((tool) => (
            <li key={tool.id}>
              <Link
                href={`/tools/${tool.id}`}
                className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-muted md:px-8"
              >
                <span className="min-w-0 flex-1 basis-60">
                  <bdi className="block truncate font-mono text-sm font-medium">{tool.name}</bdi>
                  <bdi className="block truncate text-sm text-muted-foreground">
                    {tool.description || `${tool.request.method} ${tool.request.url}`}
                  </bdi>
                </span>
                {tool.kind === "http" ? null : <Badge tone="outline">{t(`kind.${tool.kind}`)}</Badge>}
                {tool.state === "ready" ? null : (
                  <Badge tone={stateTones[tool.state]}>{tForeign(`states.${tool.state}`)}</Badge>
                )}
                {tool.missing.length > 0 ? <Badge tone="destructive">{t("missingSecret")}</Badge> : null}
                <Badge tone={tool.effect === "write" ? "pending" : "neutral"}>
                  {t(`effect.${tool.effect}`)}
                </Badge>
                <Badge tone="outline">{t(`asks.${tool.approval}`)}</Badge>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <BrokenFiles />
      <ToolServers />
    </>
  );
}

/** Files in the folder of tools that could not be read, each with its reason. */
function BrokenFiles() {
  const t = useTranslations("toolFiles");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.tool.brokenFiles.queryOptions());
  if (!data || data.length === 0) return null;
  return (
    <PageSection title={t("title")}>
      <p className="mb-2 text-sm text-muted-foreground">{t("about")}</p>
      <ul aria-label={t("title")} className="divide-y rounded-md border text-sm">
        {data.map(({ file, problem }) => (
          <li key={file} className="px-3 py-2">
            <bdi className="font-mono">{file}</bdi>
            <p className="foreign-text text-destructive">{problem}</p>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
