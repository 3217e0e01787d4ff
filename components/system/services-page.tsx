"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { ErrorState, SkeletonRows } from "../ui/states.tsx";
import { HealthFacts } from "./health-facts.tsx";
import { ServiceCheck } from "./service-check.tsx";

/** What the installation stands on, each with a test that makes a real call, and how it is just now. */
export function ServicesPage() {
  const t = useTranslations("services");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const query = useQuery(trpc.system.services.queryOptions());
  if (query.isPending) return <SkeletonRows count={6} className="md:px-8" />;
  if (query.isError)
    return <ErrorState error={{ message: errorText(query.error) }} onRetry={() => query.refetch()} />;
  const { database, model, embedding, supabase, publicUrl, allowPrivateHosts } = query.data;
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      <ServiceCheck service="database" setBy="DATABASE_URL">
        {database.embedded ? t("embedded") : database.host}
      </ServiceCheck>
      <ServiceCheck service="model" setBy="FIRSTLINE_MODEL, OPENAI_API_KEY, OPENAI_BASE_URL">
        {model.name ? [model.name, model.host].filter(Boolean).join(" · ") : t("noModel")}
      </ServiceCheck>
      <ServiceCheck
        service="embedding"
        setBy="FIRSTLINE_EMBEDDING_MODEL, FIRSTLINE_EMBEDDING_BASE_URL, OPENAI_API_KEY"
      >
        {embedding.builtIn ? t("builtIn", { name: embedding.name }) : embedding.name}
      </ServiceCheck>
      <ServiceCheck
        service="supabase"
        setBy="SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY"
        testable={supabase !== null}
      >
        {supabase ? t("supabaseUse", { host: supabase.host ?? "" }) : t("noSupabase")}
      </ServiceCheck>
      <PageSection title={t("others")}>
        <Facts>
          <Fact name={t("engine")}>
            <Link href="/settings/engine" className="text-primary hover:underline">
              {t("toEngine")}
            </Link>
          </Fact>
          <Fact name={t("mail")}>
            <Link href="/settings/channels" className="text-primary hover:underline">
              {t("toChannels")}
            </Link>
          </Fact>
          <Fact name={<span className="break-all font-mono text-xs">FIRSTLINE_PUBLIC_URL</span>}>
            {publicUrl}
          </Fact>
          <Fact name={<span className="break-all font-mono text-xs">FIRSTLINE_ALLOW_PRIVATE_HOSTS</span>}>
            {allowPrivateHosts.length > 0 ? allowPrivateHosts.join(", ") : t("none")}
          </Fact>
        </Facts>
      </PageSection>
      <PageSection title={t("health")}>
        <HealthFacts />
      </PageSection>
    </div>
  );
}
