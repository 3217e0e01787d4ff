"use client";

import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TriageShortcuts } from "../triage/triage-shortcuts.tsx";
import { cn } from "../ui/class-names.ts";
import { ConversationList } from "./conversation-list.tsx";

/** List and conversation side by side; on a phone one of them. */
export function InboxFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("inbox");
  const { conversationId } = useParams<{ conversationId?: string }>();
  const open = conversationId !== undefined;
  return (
    <div className="flex h-full">
      <TriageShortcuts open={conversationId} />
      {/* The list holds the page's heading, and a phone hides the list. */}
      {open ? <h1 className="sr-only md:hidden">{t("title")}</h1> : null}
      <div className={cn("h-full w-full shrink-0 border-r md:w-80 xl:w-96", open && "max-md:hidden")}>
        <ConversationList />
      </div>
      <div className={cn("h-full min-w-0 flex-1", !open && "max-md:hidden")}>{children}</div>
    </div>
  );
}
