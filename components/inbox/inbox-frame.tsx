"use client";

import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "../ui/class-names.ts";
import { ConversationList } from "./conversation-list.tsx";

/** List and conversation side by side; on a phone one of them. */
export function InboxFrame({ children }: { children: ReactNode }) {
  const open = useParams<{ conversationId?: string }>().conversationId !== undefined;
  return (
    <div className="flex h-full">
      <div className={cn("h-full w-full shrink-0 border-r md:w-80 xl:w-96", open && "max-md:hidden")}>
        <ConversationList />
      </div>
      <div className={cn("h-full min-w-0 flex-1", !open && "max-md:hidden")}>{children}</div>
    </div>
  );
}
