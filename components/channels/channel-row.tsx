"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { toast } from "../ui/toast.tsx";
import { ChannelDialog } from "./channel-dialog.tsx";
import { ChannelTrouble } from "./channel-trouble.tsx";
import { formNameOf, formOf, leadsTo } from "./kinds.ts";
import { RotateSecret } from "./rotate-secret.tsx";
import { SendingSummary } from "./sending-summary.tsx";
import { TestChannel } from "./test-channel.tsx";
import { useResumeChannel } from "./use-resume-channel.ts";

type Channel = Answers["channel"]["overview"][number];

/** One channel: where it leads, what uses it, what waits for it, and what can be done about that. */
export function ChannelRow({
  channel,
  names: channelNames,
  onSecret,
}: {
  channel: Channel;
  /** Of all channels, by id. */
  names: Map<string, string>;
  onSecret: (secret: string) => void;
}) {
  const t = useTranslations("channel");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const [editing, setEditing] = useState(false);
  const form = formNameOf(channel);
  const { secrets, recipient, makesSecret } = formOf(form);
  const { id, name, pausedAt, pauseReason, held, failed, reports, playbooks, secretLast4 } = channel;
  const names = playbooks.map((playbook) => playbook.name).join(", ");
  const onError = (error: Parameters<typeof errorText>[0]) =>
    toast.error({ title: t("failed"), description: errorText(error) });
  const pause = useMutation(
    trpc.channel.pause.mutationOptions({
      onSuccess: () => toast.success({ title: t("pause.done", { name }) }),
      onError,
    }),
  );
  const resume = useResumeChannel();
  const remove = useMutation(
    trpc.channel.delete.mutationOptions({
      onSuccess: () => toast.success({ title: t("delete.done", { name }) }),
      onError,
    }),
  );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 md:px-8">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="truncate font-medium">{name}</bdi>
          <Badge>{t(`kinds.${form}.name`)}</Badge>
          {pausedAt ? (
            <Badge tone={pauseReason ? "destructive" : "pending"}>
              {t(pauseReason ? "trouble.badge" : "paused")}
            </Badge>
          ) : null}
          {secrets.some(({ optional }) => !optional || makesSecret) && secretLast4 === null ? (
            <Badge tone="destructive">{t("noSecret")}</Badge>
          ) : null}
        </p>
        <p className="foreign-text text-sm text-muted-foreground">
          {leadsTo(channel) ?? t(`kinds.${form}.about`)}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted-foreground">
          {secretLast4 !== null ? (
            <span>
              {t("secretEnds")} <span className="font-mono">••••{secretLast4}</span>
            </span>
          ) : null}
          <SendingSummary sending={channel.sending} names={channelNames} />
          {reports ? (
            <span>
              {reports.kind === "by"
                ? t("reports.by", { name: reports.endpointName })
                : t(`reports.${reports.kind}`)}
            </span>
          ) : null}
          <span>{playbooks.length === 0 ? t("unused") : t("usedBy", { names })}</span>
          {held > 0 ? (
            <Link href={`/deliveries?status=held`} className="text-primary hover:underline">
              {t("held", { count: held })}
            </Link>
          ) : null}
          {failed > 0 ? (
            <Link href={`/deliveries?status=failed`} className="text-destructive hover:underline">
              {t("failedCount", { count: failed })}
            </Link>
          ) : null}
        </p>
        <ChannelTrouble channel={channel} />
      </div>
      <div className="flex flex-wrap gap-2">
        <TestChannel id={id} name={name} recipient={recipient === true} paused={pausedAt !== null} />
        <Button aria-label={t("edit.button", { name })} onClick={() => setEditing(true)}>
          {t("edit.short")}
        </Button>
        {makesSecret ? <RotateSecret id={id} name={name} onSecret={onSecret} /> : null}
        <Button
          variant={pauseReason ? "primary" : "outline"}
          aria-label={t(pauseReason ? "resume.againButton" : pausedAt ? "resume.button" : "pause.button", {
            name,
          })}
          disabled={pause.isPending || resume.isPending}
          focusableWhenDisabled
          onClick={() => (pausedAt ? resume : pause).mutate({ id })}
        >
          {t(pauseReason ? "resume.again" : pausedAt ? "resume.short" : "pause.short")}
        </Button>
        <ConfirmButton
          title={t("delete.title", { name })}
          description={playbooks.length > 0 ? t("delete.used", { names }) : t("delete.description")}
          confirm={t("delete.short")}
          aria-label={t("delete.button", { name })}
          pending={remove.isPending}
          onConfirm={() => remove.mutateAsync({ id })}
        >
          {t("delete.short")}
        </ConfirmButton>
      </div>
      <ChannelDialog
        key={`${channel.updatedAt.getTime()}`}
        channel={channel}
        open={editing}
        onOpenChange={setEditing}
        onSecret={onSecret}
      />
    </li>
  );
}
