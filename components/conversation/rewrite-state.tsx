"use client";

import { LoaderCircle, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSentence } from "../sentences/use-sentence.ts";
import type { Shown } from "./shown.ts";
import { useLiveDraft } from "./use-live-draft.ts";

/** Above the draft: that it is being written anew, and what of it there is already; or why it could not be. */
export function RewriteState({ shown }: { shown: Shown }) {
  const t = useTranslations("rewrite");
  const sentence = useSentence();
  const live = useLiveDraft(shown.conversation.id);
  const { rewrite } = shown;
  if (!rewrite) return null;
  if (rewrite.error)
    return (
      <p
        role="status"
        className="flex items-start gap-2.5 rounded-md bg-destructive-soft px-3 py-2 text-sm text-destructive"
      >
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          {t("notDone", { wish: rewrite.instruction })} {sentence(rewrite.error)}
        </span>
      </p>
    );
  if (!rewrite.isUnderWay) return null;
  return (
    <div className="flex flex-col gap-2 rounded-md bg-pending-soft px-3 py-2 text-sm text-pending">
      <p role="status" className="flex items-center gap-2.5">
        <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" />
        {t("writing", { wish: rewrite.instruction })}
      </p>
      {/* Not checked yet: it can be read, not sent. */}
      {live ? <p className="foreign-text max-w-[72ch] text-muted-foreground">{live}</p> : null}
    </div>
  );
}
