"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RotateSecret } from "../channels/rotate-secret.tsx";
import { SecretOnce } from "../channels/secret-once.tsx";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { ExactTime, RelativeTime } from "../ui/time.tsx";
import { SetSecret } from "./set-secret.tsx";

type Secret = Answers["system"]["secrets"][number];

/** Every secret of the workspace by its last four characters: where it is used, since when, and until when. */
export function SecretsPage() {
  const t = useTranslations("secrets");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const secrets = useQuery(trpc.system.secrets.queryOptions());
  const channels = useQuery(trpc.channel.overview.queryOptions());
  const [made, setMade] = useState<string>();
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      {secrets.isPending ? (
        <SkeletonRows count={5} className="md:px-8" />
      ) : secrets.isError ? (
        <ErrorState error={{ message: errorText(secrets.error) }} onRetry={() => secrets.refetch()} />
      ) : secrets.data.length === 0 ? (
        <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
      ) : (
        <ul aria-label={t("title")} className="border-t">
          {secrets.data.map((secret) => (
            <SecretRow
              key={secret.id}
              secret={secret}
              channel={channels.data?.find((channel) => channel.id === secret.owner.id)}
              onSecret={setMade}
            />
          ))}
        </ul>
      )}
      <SecretOnce secret={made} onDone={() => setMade(undefined)} />
    </div>
  );
}

function SecretRow({
  secret,
  channel,
  onSecret,
}: {
  secret: Secret;
  channel: Answers["channel"]["overview"][number] | undefined;
  onSecret: (value: string) => void;
}) {
  const t = useTranslations("secrets");
  const { owner, slot, last4, createdAt, expiresAt, lastMatchedAt } = secret;
  const current = expiresAt === null;
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 md:px-8">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="truncate font-medium">{owner.name}</bdi>
          <Badge>{t(`owner.${owner.kind}`)}</Badge>
          {owner.kind === "tool" ? <span className="font-mono text-xs">{slot}</span> : null}
          {current ? null : <Badge tone="pending">{t("old")}</Badge>}
        </p>
        <p className="text-sm text-muted-foreground">
          <span className="font-mono">••••{last4}</span>
          {" · "}
          {t("set")} <RelativeTime at={createdAt} />
          {lastMatchedAt ? (
            <>
              {" · "}
              {t("matched")} <RelativeTime at={lastMatchedAt} />
            </>
          ) : null}
          {expiresAt ? (
            <>
              {" · "}
              {t("until")} <ExactTime at={expiresAt} />
            </>
          ) : null}
        </p>
      </div>
      {current && channel?.kind === "webhook" ? (
        <RotateSecret id={channel.id} name={channel.name} onSecret={onSecret} />
      ) : current && channel ? (
        <SetSecret channel={channel} />
      ) : null}
    </li>
  );
}
