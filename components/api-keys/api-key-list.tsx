"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ApiKeyView } from "../../server/api-key/schema.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { CreateApiKey } from "./create-api-key.tsx";

/** The keys by which other programs call the API: who has one, when it was last used, and an end to it at once. */
export function ApiKeyList() {
  const t = useTranslations("apiKey");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const keys = useQuery(trpc.apiKey.list.queryOptions());
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} actions={<CreateApiKey />} />
      {keys.isPending ? (
        <SkeletonRows count={4} className="md:px-8" />
      ) : keys.isError ? (
        <ErrorState error={{ message: errorText(keys.error) }} onRetry={() => keys.refetch()} />
      ) : keys.data.length === 0 ? (
        <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
      ) : (
        <ul aria-label={t("title")} className="border-t">
          {keys.data.map((key) => (
            <ApiKeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
    </div>
  );
}

function ApiKeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const t = useTranslations("apiKey");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const revoke = useMutation(
    trpc.apiKey.revoke.mutationOptions({
      onSuccess: () => toast.success({ title: t("revoke.done", { name: apiKey.name }) }),
      onError: (error) => toast.error({ title: t("revoke.failed"), description: errorText(error) }),
    }),
  );
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 md:px-8">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="truncate font-medium">{apiKey.name}</bdi>
          <Badge tone={apiKey.role === "admin" ? "primary" : "neutral"}>{t(`role.${apiKey.role}`)}</Badge>
          {apiKey.revokedAt ? <Badge tone="destructive">{t("revoked")}</Badge> : null}
        </p>
        <p className="text-sm text-muted-foreground">
          <span className="font-mono">••••{apiKey.last4}</span>
          {" · "}
          {t("created")} <RelativeTime at={apiKey.createdAt} />
          {" · "}
          {apiKey.lastUsedAt ? (
            <>
              {t("lastUsed")} <RelativeTime at={apiKey.lastUsedAt} />
            </>
          ) : (
            t("neverUsed")
          )}
        </p>
      </div>
      {apiKey.revokedAt ? (
        <RelativeTime at={apiKey.revokedAt} className="text-sm text-muted-foreground" />
      ) : (
        <ConfirmButton
          title={t("revoke.title", { name: apiKey.name })}
          description={t("revoke.description")}
          confirm={t("revoke.confirm")}
          aria-label={t("revoke.button", { name: apiKey.name })}
          pending={revoke.isPending}
          onConfirm={() => revoke.mutateAsync({ id: apiKey.id })}
        >
          {t("revoke.confirm")}
        </ConfirmButton>
      )}
    </li>
  );
}
