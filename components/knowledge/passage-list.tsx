"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { cn } from "../ui/class-names.ts";

const shownCharacters = 90;

/** How a version was cut: each passage leads to its place in the text. */
export function PassageList({
  documentId,
  versionId,
  text,
  shown,
}: {
  documentId: string;
  versionId: string;
  text: string;
  /** The start of the passage that is marked in the text. */
  shown: number | undefined;
}) {
  const t = useTranslations("document");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const { data: passages, error } = useQuery(trpc.knowledge.passages.queryOptions({ versionId }));
  return (
    <nav aria-label={t("passages")} className="border-t px-4 py-6 md:px-8 xl:w-88 xl:shrink-0 xl:border-l">
      <h2 className="mb-1 text-sm font-medium">{t("passages")}</h2>
      <p className="mb-3 text-muted-foreground text-sm">
        {error ? errorText(error) : t("passagesHint", { count: passages?.length ?? 0 })}
      </p>
      <ol className="flex flex-col gap-1">
        {passages?.map(({ ordinal, start, end, headingPath }) => (
          <li key={ordinal}>
            <Link
              href={`/knowledge/${documentId}?version=${versionId}&start=${start}&end=${end}`}
              prefetch={false}
              aria-current={start === shown ? "true" : undefined}
              className={cn(
                "block rounded-md px-2 py-1.5 text-sm hover:bg-muted",
                start === shown && "bg-accent",
              )}
            >
              {headingPath.length > 0 ? (
                <bdi className="block truncate text-muted-foreground text-xs">{headingPath.join(" › ")}</bdi>
              ) : null}
              <span className="foreign-text line-clamp-2">
                {beginning(text.slice(start, end), headingPath)}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The first words of a passage that are not the heading above it. */
function beginning(passage: string, headingPath: string[]): string {
  const heading = headingPath.at(-1);
  const own = heading && passage.startsWith(heading) ? passage.slice(heading.length) : passage;
  return [...(own.trim() || passage).replace(/\s+/g, " ")].slice(0, shownCharacters).join("");
}
