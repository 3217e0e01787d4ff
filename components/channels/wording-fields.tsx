"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import type { Wording } from "../../server/channel/wording/schema.ts";
import { useTRPC } from "../trpc.ts";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";

const languages = ["zh", "en"] as const;
type Language = (typeof languages)[number];
const example = "{{ reply }}";

/** What the form says of how a channel words its replies. */
export function readWording(text: (field: string) => string): Wording {
  return Object.fromEntries(
    languages.map((language) => [language, text(`wording.${language}`)]).filter(([, template]) => template),
  );
}

/** A template for each language, each shown round a real reply while it is typed. */
export function WordingFields({ wording = {}, countsParts }: { wording?: Wording; countsParts: boolean }) {
  const t = useTranslations("channel.wording");
  return (
    <details open={Object.keys(wording).length > 0} className="rounded-md border px-3 py-2">
      <summary className="min-h-6 font-medium">{t("title")}</summary>
      <div className="mt-3 flex flex-col gap-4 pb-1">
        <p className="text-sm text-muted-foreground">{t("about", { example })}</p>
        {languages.map((language) => (
          <OneLanguage
            key={language}
            language={language}
            template={wording[language] ?? ""}
            countsParts={countsParts}
          />
        ))}
      </div>
    </details>
  );
}

function OneLanguage({
  language,
  template,
  countsParts,
}: {
  language: Language;
  template: string;
  countsParts: boolean;
}) {
  const t = useTranslations("channel.wording");
  const trpc = useTRPC();
  const [typed, setTyped] = useState(template);
  const [suggestionId, setSuggestionId] = useState<string>();
  const shown = useDeferredValue(typed.trim());
  const preview = useQuery(
    trpc.channel.previewWording.queryOptions(
      { template: shown, language, ...(suggestionId && { suggestionId }) },
      { enabled: shown !== "", placeholderData: (before) => before },
    ),
  );
  const { problem, text, measured, replies, on } = preview.data ?? {};
  const isUsed = shown !== "" && preview.data !== undefined;
  return (
    <div className="flex flex-col gap-2">
      <Field label={t(language)} error={isUsed && problem ? t("problem", { example }) : undefined}>
        {(control) => (
          <Textarea
            {...control}
            name={`wording.${language}`}
            className="min-h-20 font-mono text-sm"
            maxLength={4000}
            spellCheck={false}
            value={typed}
            placeholder={language === "zh" ? `${example}\n\n—— 小店客服` : `${example}\n\nBest wishes`}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {isUsed && replies && replies.length === 0 ? (
        <p className="text-sm text-muted-foreground">{t("nothingYet")}</p>
      ) : null}
      {isUsed && replies && replies.length > 0 ? (
        <Field label={t("tryOn")}>
          {(control) => (
            <Select
              {...control}
              value={on ?? ""}
              onChange={(event) => setSuggestionId(event.target.value)}
              options={replies.map(({ id, contactName, eventType }) => ({
                value: id,
                label: [contactName ?? t("nobody"), eventType].join(" · "),
              }))}
            />
          )}
        </Field>
      ) : null}
      {isUsed && text && measured ? (
        <figure aria-label={t("preview")} className="rounded-md border bg-surface px-3 py-2">
          <p className="foreign-text text-sm">{text}</p>
          <figcaption className="mt-2 text-xs text-muted-foreground">
            {countsParts
              ? t("parts", {
                  characters: measured.characters,
                  parts: measured.segments.count,
                  encoding: measured.segments.encoding,
                })
              : t("length", { characters: measured.characters, bytes: measured.bytes })}
          </figcaption>
        </figure>
      ) : null}
    </div>
  );
}
