"use client";

import { useTranslations } from "next-intl";
import type { Actor } from "../../server/context.ts";
import { DeliveryStatusLine } from "../deliveries/delivery-status-line.tsx";
import { contactName } from "../inbox/conversation-row.tsx";
import { cn } from "../ui/class-names.ts";
import { RelativeTime } from "../ui/time.tsx";
import { Author } from "./author.tsx";
import { NoteForm } from "./note-form.tsx";
import type { Shown } from "./shown.ts";
import { SuggestionHistory } from "./suggestion-history.tsx";
import { ToolCalls } from "./tool-calls.tsx";

/** Somebody else than the customer who answered in their thread. */
const writerName = (author: unknown) => (author as { name?: string }).name;

/** The messages in the order they came; of what we sent, how its delivery goes. */
export function Thread({ shown }: { shown: Shown }) {
  const t = useTranslations("conversation");
  return (
    <>
      <ol className="divide-y">
        {shown.messages.map((message) => {
          const delivery = shown.deliveries.find((d) => d.suggestionId === message.suggestionId);
          return (
            <li
              key={message.id}
              className={cn(
                "px-4 py-4 md:px-6",
                message.direction === "outbound" && "bg-surface first-line",
                message.direction === "note" && "bg-pending-soft/50",
              )}
            >
              <p className="mb-1 flex items-baseline gap-2 text-sm">
                <span className="font-semibold">
                  {message.direction === "inbound" ? (
                    <bdi>{writerName(message.author) ?? contactName(shown.conversation.contact)}</bdi>
                  ) : (
                    <Author actor={message.author as Actor} />
                  )}
                </span>
                <span className="text-muted-foreground">{t(`direction.${message.direction}`)}</span>
                <RelativeTime
                  at={message.createdAt}
                  className="ml-auto shrink-0 text-xs text-muted-foreground"
                />
              </p>
              <p className="foreign-text max-w-[72ch]">{message.text}</p>
              {delivery ? <DeliveryStatusLine delivery={delivery} /> : null}
            </li>
          );
        })}
      </ol>
      {shown.messages.length === 0 ? (
        <p className="px-4 py-6 text-muted-foreground md:px-6">{t("noMessages")}</p>
      ) : null}
      <ToolCalls shown={shown} />
      <NoteForm conversationId={shown.conversation.id} />
      <SuggestionHistory shown={shown} />
    </>
  );
}
