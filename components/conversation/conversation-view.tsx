"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { contactName } from "../inbox/conversation-row.tsx";
import { ConversationStatusBadge } from "../inbox/conversation-status.tsx";
import { useErrorText } from "../live/error-text.ts";
import { rememberConversation } from "../palette/recents.ts";
import { PresenceInHeader } from "../presence/present-people.tsx";
import { useLeaving } from "../presence/use-announcement.ts";
import { TriageButtons } from "../triage/triage-buttons.tsx";
import { useTRPC } from "../trpc.ts";
import { buttonVariants } from "../ui/button-variants.ts";
import { ErrorState } from "../ui/states.tsx";
import { ConversationSkeleton } from "./conversation-skeleton.tsx";
import { DetailsPanel } from "./details-panel.tsx";
import { ReplyArea } from "./reply-area.tsx";
import { Thread } from "./thread.tsx";

/** One conversation: what was said, what is suggested and why, who the customer is. */
export function ConversationView({ id }: { id: string }) {
  const t = useTranslations("conversation");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const query = useQuery(trpc.conversation.show.queryOptions({ id }));
  const { mutate: markRead } = useMutation(trpc.conversation.markRead.mutationOptions());
  const unread = query.data?.conversation.unread;
  // Read once for each thing that arrives: what an agent marks unread again stays so.
  const arrivedAt = query.data?.conversation.lastActivityAt.getTime();
  const readAt = useRef<number>(undefined);
  useEffect(() => {
    if (!unread || readAt.current === arrivedAt) return;
    readAt.current = arrivedAt;
    markRead({ id });
  }, [unread, id, markRead, arrivedAt]);
  useLeaving(id);
  const title = query.data?.conversation.subject;
  useEffect(() => {
    if (title) rememberConversation({ id, title });
  }, [id, title]);

  if (query.isPending) return <ConversationSkeleton />;
  if (!query.data)
    return (
      <ErrorState
        error={{ message: errorText(query.error) }}
        {...(query.error.data?.httpStatus !== 404 && { onRetry: () => query.refetch() })}
      />
    );

  const { conversation } = query.data;
  const { contact } = conversation;
  return (
    <article aria-labelledby="conversation-title" className="flex h-full flex-col">
      <header className="flex items-center gap-x-3 gap-y-1 border-b px-4 py-3 max-md:flex-wrap md:px-6">
        <Link
          href="/inbox"
          aria-label={t("back")}
          className={buttonVariants({ variant: "ghost", size: "icon", className: "-ml-2 md:hidden" })}
        >
          <ArrowLeft aria-hidden />
        </Link>
        <div className="min-w-0 flex-1">
          <h2 id="conversation-title" className="truncate text-lg font-semibold">
            <bdi>{conversation.subject}</bdi>
          </h2>
          <p className="truncate text-sm text-muted-foreground">
            <bdi>{contactName(contact)}</bdi>
            {" · "}
            <bdi className="font-mono text-xs">{conversation.namespace}</bdi>
            {conversation.entity ? (
              <>
                {" · "}
                <bdi className="font-mono text-xs">{conversation.entity}</bdi>
              </>
            ) : null}
          </p>
        </div>
        <ConversationStatusBadge status={conversation.status} />
        <div className="max-md:w-full">
          <TriageButtons conversation={conversation} />
        </div>
      </header>
      <PresenceInHeader conversationId={id} />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <section
            aria-label={t("thread")}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
          >
            <details className="border-b xl:hidden">
              <summary className="px-4 py-2 text-sm text-muted-foreground hover:text-foreground md:px-6">
                {t("details")}
              </summary>
              <DetailsPanel shown={query.data} />
            </details>
            <Thread shown={query.data} />
          </section>
          <ReplyArea shown={query.data} />
        </div>
        <aside aria-label={t("details")} className="w-80 shrink-0 overflow-y-auto border-l max-xl:hidden">
          <DetailsPanel shown={query.data} />
        </aside>
      </div>
    </article>
  );
}
