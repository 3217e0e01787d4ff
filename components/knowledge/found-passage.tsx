"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { Answers } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";

type Passage = Answers["knowledge"]["search"]["passages"][number];

/** A passage a search found: where it stands, what each leg gave it, and which words it was found by. */
export function FoundPassage({ passage }: { passage: Passage }) {
  const t = useTranslations("knowledge.search");
  const details = useTranslations("documentDetails");
  const format = useFormatter();
  const score = (value: number) =>
    format.number(value, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const { legs, why } = passage;
  return (
    <li className="px-4 py-3 md:px-8">
      <p className="flex items-baseline gap-x-3 max-sm:flex-col">
        <Link
          href={`/knowledge/${passage.documentId}?version=${passage.versionId}&start=${passage.start}&end=${passage.end}`}
          prefetch={false}
          className="min-w-0 max-w-full truncate font-medium text-primary hover:underline"
        >
          <bdi>{passage.title}</bdi>
        </Link>
        {passage.internal ? <Badge tone="pending">{details("internal")}</Badge> : null}
        <span className="shrink-0 font-mono text-xs text-muted-foreground sm:ml-auto">
          {t("score", {
            score: score(passage.score),
            words: score(legs.lexical),
            meaning: legs.similarity === null ? "–" : score(legs.similarity),
          })}
        </span>
      </p>
      {passage.headingPath.length > 0 ? (
        <p className="truncate text-sm">
          <bdi>{passage.headingPath.join(" › ")}</bdi>
        </p>
      ) : null}
      <p className="line-clamp-3 wrap-anywhere max-w-[80ch] text-sm text-muted-foreground">{passage.text}</p>
      {passage.alsoIn ? (
        <p className="text-sm text-muted-foreground">
          {t("alsoIn")} <bdi>{passage.alsoIn.join(t("separator"))}</bdi>
        </p>
      ) : null}
      <details className="mt-1 text-sm">
        <summary className="w-fit min-h-6 cursor-pointer text-muted-foreground hover:text-foreground">
          {t("why")}
        </summary>
        <dl className="mt-1 grid max-w-[80ch] gap-x-4 gap-y-1 sm:grid-cols-[8rem_1fr]">
          <dt className="text-muted-foreground">{t("wordsFound")}</dt>
          <dd className="flex flex-wrap gap-1">
            {why.found.length === 0 ? t("noWords") : null}
            {why.found.map(({ word, as, how }) => (
              <Badge key={`${how} ${word} ${as}`} tone="positive" className="whitespace-normal">
                <bdi>{word}</bdi>
                {how === "same" ? null : how === "translation" ? (
                  ` · ${t("how.translation")}`
                ) : (
                  <>
                    {` → `}
                    <bdi>{as}</bdi>
                    {` · ${t(`how.${how}`)}`}
                  </>
                )}
              </Badge>
            ))}
          </dd>
          {why.missing.length > 0 ? (
            <>
              <dt className="text-muted-foreground">{t("wordsMissing")}</dt>
              <dd className="flex flex-wrap gap-1">
                {why.missing.map((word) => (
                  <Badge key={word}>
                    <bdi>{word}</bdi>
                  </Badge>
                ))}
              </dd>
            </>
          ) : null}
          <dt className="text-muted-foreground">{t("coverage")}</dt>
          <dd>{format.number(legs.coverage, { style: "percent", maximumFractionDigits: 0 })}</dd>
          <dt className="text-muted-foreground">{t("meaning")}</dt>
          <dd>{legs.similarity === null ? t("noVector") : score(legs.similarity)}</dd>
        </dl>
      </details>
    </li>
  );
}
