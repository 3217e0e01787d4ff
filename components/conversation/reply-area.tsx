"use client";

import { LoaderCircle, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useAnnouncement } from "../presence/use-announcement.ts";
import { LeftoverDraft } from "./leftover-draft.tsx";
import { NewerEvents } from "./newer-events.tsx";
import { ReplyComposer } from "./reply-composer.tsx";
import type { Shown } from "./shown.ts";
import { useLiveDraft } from "./use-live-draft.ts";

/** Under the thread: the suggestion to decide on, or in one line why there is none. */
export function ReplyArea({ shown }: { shown: Shown }) {
  const pending = shown.suggestions.find((suggestion) => suggestion.status === "pending");
  if (pending) return <ReplyComposer key={shown.conversation.id} shown={shown} suggestion={pending} />;

  return (
    <>
      <Viewing conversationId={shown.conversation.id} />
      {shown.newerEvents.length > 0 ? (
        <div className="border-t px-4 py-3 md:px-6">
          <NewerEvents shown={shown} events={shown.newerEvents} kind="superseded" />
        </div>
      ) : null}
      {shown.suggestions.slice(-1).map((decided) => (
        <LeftoverDraft key={decided.id} conversationId={shown.conversation.id} suggestion={decided} />
      ))}
      {shown.newerEvents.length > 0 && !shown.conversation.attention ? null : <WhyNone shown={shown} />}
    </>
  );
}

/** Whoever looks at a conversation with nothing to decide looks at it too. */
function Viewing({ conversationId }: { conversationId: string }) {
  useAnnouncement(conversationId, { activity: "viewing", unsaved: false });
  return null;
}

function WhyNone({ shown }: { shown: Shown }) {
  const t = useTranslations("conversation");
  const live = useLiveDraft(shown.conversation.id);
  const { attention, status } = shown.conversation;
  const newestEvent = shown.events[0];
  if (attention)
    return (
      <p
        role="status"
        className="flex items-start gap-2.5 border-t bg-destructive-soft px-4 py-4 text-sm text-destructive md:px-6"
      >
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          {t(`attention.${attention}`)}{" "}
          {newestEvent ? (
            <Link href={`/events/${newestEvent.id}`} className="font-medium underline underline-offset-2">
              {t("toEvent")}
            </Link>
          ) : null}
        </span>
      </p>
    );
  const drafting = shown.events.some((event) => event.status === "accepted" || event.status === "processing");
  if (drafting && live)
    return (
      <section
        aria-label={t("writing")}
        className="flex max-h-[50%] flex-col gap-2 overflow-y-auto border-t bg-surface px-4 py-4 md:px-6"
      >
        <p role="status" className="flex items-center gap-2.5 text-sm text-muted-foreground">
          <LoaderCircle aria-hidden className="size-4 animate-spin" />
          {t("writing")}
        </p>
        {/* Not checked yet: it can be read, not sent. */}
        <p className="foreign-text max-w-[72ch] text-muted-foreground">{live}</p>
      </section>
    );
  return (
    <p
      role="status"
      className="flex items-center gap-2.5 border-t bg-surface px-4 py-4 text-sm text-muted-foreground md:px-6"
    >
      {drafting ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : null}
      {drafting ? t("drafting") : status === "answered" ? t("answered") : t("noSuggestion")}
    </p>
  );
}
