"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";
import type { ShownSuggestion } from "./shown.ts";
import { forgetDraft, storedDraft } from "./use-draft.ts";

/** The draft was decided or superseded while this agent was writing: their text is still here, to be kept or let go. */
export function LeftoverDraft({
  conversationId,
  suggestion,
}: {
  conversationId: string;
  suggestion: ShownSuggestion;
}) {
  const t = useTranslations("guard");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const [text, setText] = useState(() => storedDraft(suggestion.id));
  const drop = () => {
    forgetDraft(suggestion.id);
    setText(undefined);
  };
  const keep = useMutation(
    trpc.conversation.addNote.mutationOptions({
      onSuccess: drop,
      onError: (error) => toast.error({ title: t("notKept"), description: errorText(error) }),
    }),
  );
  if (!text) return null;
  return (
    <div
      role="status"
      className="flex flex-col gap-2 border-t bg-pending-soft px-4 py-3 text-sm text-pending md:px-6"
    >
      <p className="font-medium">
        {t(suggestion.status === "superseded" ? "leftoverSuperseded" : "leftover")}
      </p>
      <p className="foreign-text line-clamp-6">{text}</p>
      <div className="flex gap-2">
        <Button size="sm" onClick={() => keep.mutate({ id: conversationId, text })}>
          {t("keepAsNote")}
        </Button>
        <Button size="sm" variant="ghost" onClick={drop}>
          {t("discard")}
        </Button>
      </div>
    </div>
  );
}
