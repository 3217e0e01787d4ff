"use client";

import { useTranslations } from "next-intl";
import type { Actor } from "../../server/context.ts";
import { contactName } from "../inbox/conversation-row.tsx";
import { Button } from "../ui/button.tsx";
import { Author } from "./author.tsx";
import type { Shown } from "./shown.ts";

/** What came in since the agent began, and the choice: send all the same, or go on with it in mind. */
export function UnseenBanner({
  shown,
  unseen,
  refused,
  onSend,
  onRead,
}: {
  shown: Shown;
  unseen: Shown["messages"];
  /** A reply was held back because of it. */
  refused: boolean;
  onSend: () => void;
  onRead: () => void;
}) {
  const t = useTranslations("guard");
  if (unseen.length === 0) return null;
  return (
    <div
      role={refused ? "alert" : "status"}
      className="flex flex-col gap-2 rounded-md bg-pending-soft px-3 py-2 text-sm text-pending"
    >
      <p className="font-medium">{t(refused ? "refused" : "arrived", { count: unseen.length })}</p>
      <ul className="flex flex-col gap-1">
        {unseen.slice(-3).map((message) => (
          <li key={message.id} className="line-clamp-3">
            <span className="font-medium">
              {message.direction === "inbound" ? (
                <bdi>{contactName(shown.conversation.contact)}</bdi>
              ) : (
                <Author actor={message.author as Actor} />
              )}
            </span>
            {": "}
            <bdi className="foreign-text">{message.text}</bdi>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={onRead}>
          {t("read")}
        </Button>
        {refused ? (
          <Button size="sm" variant="ghost" onClick={onSend}>
            {t("sendAnyway")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
