"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useErrorText } from "../live/error-text.ts";
import { NotThereYet } from "../live/not-there-yet.tsx";
import { type Answers, useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { toast } from "../ui/toast.tsx";
import { EndpointAddress } from "./endpoint-address.tsx";
import { EndpointState } from "./endpoint-state.tsx";
import { FieldMapper } from "./field-mapper.tsx";
import { GuardSettings } from "./guard-settings.tsx";
import { lacksFields } from "./lacks-fields.ts";
import { RenameEndpoint } from "./rename-endpoint.tsx";
import { ReplayEvents } from "./replay-events.tsx";
import { RequestList } from "./request-list.tsx";
import { ReplaceSecret, SecretsSection } from "./secrets-section.tsx";
import { Silence } from "./silence.tsx";
import { TestConsole } from "./test-console.tsx";
import { useRefreshRequests } from "./use-refresh-requests.ts";
import { useSenderLabel } from "./use-sender-label.ts";

const tabs = ["requests", "test", "fields", "settings"] as const;
type Endpoint = Answers["endpoint"]["show"];

/** One endpoint: what came, trying it, what its fields mean, and how it is set up. */
export function EndpointPage({ id }: { id: string }) {
  const t = useTranslations("endpoint");
  const trpc = useTRPC();
  const label = useSenderLabel();
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("requests"));
  const query = useQuery(trpc.endpoint.show.queryOptions({ id }));
  const back = { href: "/endpoints", label: t("back") };
  if (!query.data) return <NotThereYet query={query} title={t("single")} back={back} />;
  const endpoint = query.data;
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader
        back={back}
        title={<bdi>{endpoint.name}</bdi>}
        description={label(endpoint.source)}
        actions={
          <>
            <EndpointState endpoint={endpoint} />
            <Switch endpoint={endpoint} />
          </>
        }
      />
      <div className="flex flex-col gap-3 px-4 pb-4 md:px-8">
        <div className="max-w-2xl">
          <EndpointAddress url={endpoint.url} />
        </div>
        {endpoint.secrets.length === 0 && !endpoint.unverified ? (
          <div className="flex max-w-2xl flex-wrap items-center gap-3 rounded-md bg-destructive-soft px-3 py-2">
            <p className="flex-1 text-destructive">{t("nothingConfigured")}</p>
            <ReplaceSecret endpoint={endpoint} />
          </div>
        ) : null}
        <Silence id={id} />
        <FilterBar
          label={t("tabs")}
          value={tab}
          onChange={setTab}
          options={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
        />
      </div>
      {tab === "requests" ? <RequestList endpoint={endpoint} /> : null}
      {tab === "test" ? <TestConsole endpoint={endpoint} /> : null}
      {tab === "fields" ? <Fields id={id} /> : null}
      {tab === "settings" ? (
        <>
          <PageSection title={t("secrets.title")}>
            <SecretsSection endpoint={endpoint} />
          </PageSection>
          <PageSection title={t("guards.title")}>
            <GuardSettings endpoint={endpoint} />
          </PageSection>
          <PageSection title={t("replay.title")}>
            <ReplayEvents endpointId={id} />
          </PageSection>
          <PageSection title={t("rename.title")}>
            <RenameEndpoint endpoint={endpoint} />
          </PageSection>
        </>
      ) : null}
    </div>
  );
}

function Switch({ endpoint }: { endpoint: Endpoint }) {
  const t = useTranslations("endpoint");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const refresh = useRefreshRequests();
  const update = useMutation(
    trpc.endpoint.update.mutationOptions({
      onSuccess: async (after) => {
        toast.success({ title: after.enabled ? t("enabled") : t("disabled") });
        await refresh();
      },
      onError: (error) => toast.error({ title: t("switchFailed"), description: errorText(error) }),
    }),
  );
  return (
    <Button
      disabled={update.isPending}
      focusableWhenDisabled
      onClick={() => update.mutate({ id: endpoint.id, enabled: !endpoint.enabled })}
    >
      {endpoint.enabled ? t("disable") : t("enable")}
    </Button>
  );
}

/** The fields, shown on the request that was asked for, else on the newest that was taken or only lacked its fields. */
function Fields({ id }: { id: string }) {
  const t = useTranslations("endpoint");
  const trpc = useTRPC();
  const [asked] = useQueryState("request");
  const requests = useQuery(trpc.request.list.queryOptions({ endpoint: id, limit: 50 }));
  const all = requests.data?.data ?? [];
  const request =
    all.find((each) => each.id === asked) ??
    all.find((each) => each.verdict === "accepted") ??
    all.find(lacksFields);
  return (
    <PageSection title={t("mapper.title")}>
      {requests.isPending ? (
        <div className="skeleton h-60" />
      ) : request ? (
        <FieldMapper endpointId={id} requestId={request.id} />
      ) : (
        <p className="text-muted-foreground">{t("mapper.noRequest")}</p>
      )}
    </PageSection>
  );
}
