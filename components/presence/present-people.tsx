"use client";

import { Eye, PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "../ui/class-names.ts";
import { type Present, usePresences } from "./use-presences.ts";

type Says = "viewing" | "replying" | "unsaved";

const saysOf = ({ activity, unsaved }: Present): Says => (unsaved ? "unsaved" : activity);

/** In a row: who is at it, by initial; writing in full colour. */
export function PresenceInRow({ conversationId }: { conversationId: string }) {
  const t = useTranslations("presence");
  const people = usePresences(conversationId);
  if (people.length === 0) return null;
  return (
    <span className="flex shrink-0 gap-0.5">
      {people.slice(0, 3).map((person) => {
        const label = t(`says.${saysOf(person)}`, { name: person.name });
        return (
          <span
            key={person.userId}
            title={label}
            className={cn(
              "flex size-5 items-center justify-center rounded-full text-xs font-semibold",
              person.activity === "replying" ? "bg-pending text-background" : "bg-pending-soft text-pending",
            )}
          >
            <span aria-hidden>{Array.from(person.name)[0]?.toUpperCase()}</span>
            <span className="sr-only">{label}</span>
          </span>
        );
      })}
    </span>
  );
}

/** Above the thread: who else is here, and whether they write; said aloud when it changes. */
export function PresenceInHeader({ conversationId }: { conversationId: string }) {
  const t = useTranslations("presence");
  const people = usePresences(conversationId);
  return (
    <div role="status" className={cn(people.length > 0 && "border-b bg-pending-soft px-4 py-1.5 md:px-6")}>
      {people.map((person) => (
        <p key={person.userId} className="flex items-center gap-2 text-sm text-pending">
          {person.activity === "replying" ? (
            <PencilLine aria-hidden className="size-4 shrink-0" />
          ) : (
            <Eye aria-hidden className="size-4 shrink-0" />
          )}
          {t(`says.${saysOf(person)}`, { name: person.name })}
        </p>
      ))}
    </div>
  );
}
