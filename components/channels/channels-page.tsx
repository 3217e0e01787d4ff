"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { ChannelDialog } from "./channel-dialog.tsx";
import { ChannelRow } from "./channel-row.tsx";
import { SecretOnce } from "./secret-once.tsx";

/** Where replies go. */
export function ChannelsPage() {
  const t = useTranslations("channel");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const channels = useQuery(trpc.channel.overview.queryOptions());
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const addButton = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} actions={addButton} />
      {channels.isPending ? (
        <SkeletonRows count={4} className="md:px-8" />
      ) : channels.isError ? (
        <ErrorState error={{ message: errorText(channels.error) }} onRetry={() => channels.refetch()} />
      ) : channels.data.length === 0 ? (
        <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
      ) : (
        <ul aria-label={t("title")} className="border-t">
          {channels.data.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              names={new Map(channels.data.map(({ id, name }) => [id, name]))}
              onSecret={setSecret}
            />
          ))}
        </ul>
      )}
      <ChannelDialog open={adding} onOpenChange={setAdding} onSecret={setSecret} />
      <SecretOnce secret={secret} onDone={() => setSecret(undefined)} />
    </div>
  );
}
