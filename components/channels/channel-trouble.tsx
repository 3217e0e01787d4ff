"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useSentence } from "../sentences/use-sentence.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Notice, NoticeList } from "../ui/notice-list.tsx";
import { useSince } from "../ui/use-since.ts";
import { useResumeChannel } from "./use-resume-channel.ts";

type Channel = Answers["channel"]["overview"][number];

type Troubled = Channel & { trouble: NonNullable<Channel["trouble"]> };

const isTroubled = (channel: Channel): channel is Troubled => channel.trouble !== null;

/** Why a channel paused itself or since when it fails, in the reader's language. */
function useTroubleWords(): (channel: Troubled) => string {
  const t = useTranslations("channel.trouble");
  const since = useSince();
  return ({ trouble, failingSince, failedInARow: count }) => {
    if (trouble !== "failing" && trouble !== "still") return t(trouble);
    return t(trouble, { since: since(failingSince ?? new Date()), count });
  };
}

/** What a channel that cannot send met, in its row. */
export function ChannelTrouble({ channel }: { channel: Channel }) {
  const t = useTranslations("channel.trouble");
  const words = useTroubleWords();
  const sentence = useSentence();
  if (!isTroubled(channel)) return null;
  const { pauseReason, failingError } = channel;
  return (
    <div role="status" className="mt-2 max-w-2xl rounded-md bg-pending-soft px-3 py-2 text-sm text-pending">
      <p className="font-medium">{words(channel)}</p>
      {failingError ? <p className="foreign-text">{sentence(failingError)}</p> : null}
      {pauseReason ? <p>{t("mend")}</p> : null}
    </div>
  );
}

/** The channels that cannot send, where one looks first. */
export function TroubledChannels() {
  const t = useTranslations("channel");
  const trpc = useTRPC();
  const isAdmin = useIsAdmin();
  const words = useTroubleWords();
  const resume = useResumeChannel();
  const channels = useQuery(trpc.channel.overview.queryOptions());
  const troubled = channels.data?.filter(isTroubled) ?? [];
  if (troubled.length === 0) return null;
  return (
    <NoticeList label={t("trouble.list")}>
      {troubled.map((channel) => (
        <Notice
          key={channel.id}
          icon={TriangleAlert}
          name={channel.name}
          href={isAdmin ? "/settings/channels" : undefined}
          action={
            isAdmin && channel.pauseReason ? (
              <Button
                aria-label={t("resume.againButton", { name: channel.name })}
                disabled={resume.isPending}
                focusableWhenDisabled
                onClick={() => resume.mutate({ id: channel.id })}
              >
                {t("resume.again")}
              </Button>
            ) : null
          }
        >
          {words(channel)}{" "}
          {channel.held > 0 ? (
            <Link href="/deliveries?status=held" className="underline underline-offset-4">
              {t("held", { count: channel.held })}
            </Link>
          ) : null}
        </Notice>
      ))}
    </NoticeList>
  );
}
