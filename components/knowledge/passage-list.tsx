"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, EyeOff, Pencil } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Layout } from "../../server/knowledge/schema.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/class-names.ts";
import { toast } from "../ui/toast.tsx";
import { CutPassages } from "./cut-passages.tsx";
import { EditPassage, type PassageToEdit } from "./edit-passage.tsx";

const shownCharacters = 90;

/** How a version was cut: each passage leads to its place in the text; of the one in force, each can be changed. */
export function PassageList({
  documentId,
  versionId,
  text,
  layout,
  shown,
  editable,
}: {
  documentId: string;
  versionId: string;
  text: string;
  layout: Layout;
  /** The start of the passage that is marked in the text. */
  shown: number | undefined;
  editable: boolean;
}) {
  const t = useTranslations("document");
  const say = useTranslations("passages");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const view = useSearchParams().get("view");
  const [editing, setEditing] = useState<PassageToEdit>();
  const { data: passages, error } = useQuery(trpc.knowledge.passages.queryOptions({ versionId }));
  const change = useMutation(
    trpc.knowledge.switchPassage.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.knowledge.pathFilter()),
      onError: (failure) => toast.error({ title: say("notSwitched"), description: errorText(failure) }),
    }),
  );
  return (
    <nav aria-label={t("passages")} className="border-t px-4 py-6 md:px-8 xl:w-96 xl:shrink-0 xl:border-l">
      <div className="mb-1 flex min-h-8 items-center justify-between gap-2">
        <h2 className="text-sm font-medium">{t("passages")}</h2>
        {editable ? (
          <CutPassages documentId={documentId} versionId={versionId} text={text} layout={layout} />
        ) : null}
      </div>
      <p className="mb-3 text-muted-foreground text-sm">
        {error ? errorText(error) : t("passagesHint", { count: passages?.length ?? 0 })}
      </p>
      <ol className="flex flex-col gap-1">
        {passages?.map(({ ordinal, start, end, headingPath, disabled }) => (
          <li
            key={ordinal}
            className={cn(
              "flex items-start gap-1 rounded-md hover:bg-muted",
              start === shown && "bg-accent",
              disabled && "text-muted-foreground",
            )}
          >
            <Link
              href={`/knowledge/${documentId}?version=${versionId}&start=${start}&end=${end}${view ? `&view=${view}` : ""}`}
              prefetch={false}
              aria-current={start === shown ? "true" : undefined}
              className="block min-w-0 flex-1 rounded-md px-2 py-1.5 text-sm"
            >
              {headingPath.length > 0 ? (
                <bdi className="block truncate text-muted-foreground text-xs">{headingPath.join(" › ")}</bdi>
              ) : null}
              <span className={cn("foreign-text line-clamp-2", disabled && "line-through")}>
                {beginning(text.slice(start, end), headingPath)}
              </span>
              {disabled ? <Badge className="mt-1">{say("off")}</Badge> : null}
            </Link>
            {editable ? (
              <span className="flex shrink-0 py-0.5 pr-0.5">
                <Button
                  size="icon"
                  variant="ghost"
                  aria-label={say("edit", { number: ordinal + 1 })}
                  onClick={() => setEditing({ start, end })}
                >
                  <Pencil aria-hidden />
                </Button>
                <Button
                  size="icon"
                  variant="ghost"
                  aria-label={say(disabled ? "switchOn" : "switchOff", { number: ordinal + 1 })}
                  aria-pressed={disabled}
                  disabled={change.isPending}
                  focusableWhenDisabled
                  onClick={() => change.mutate({ versionId, ordinal, disabled: !disabled })}
                >
                  {disabled ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      <EditPassage
        documentId={documentId}
        versionId={versionId}
        text={text}
        passage={editing}
        onClose={() => setEditing(undefined)}
      />
    </nav>
  );
}

/** The first words of a passage that are not the heading above it. */
function beginning(passage: string, headingPath: string[]): string {
  const heading = headingPath.at(-1);
  const own = heading && passage.startsWith(heading) ? passage.slice(heading.length) : passage;
  return [...(own.trim() || passage).replace(/\s+/g, " ")].slice(0, shownCharacters).join("");
}
