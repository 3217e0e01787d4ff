"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSentence } from "../sentences/use-sentence.ts";

const line = /^([✓✗]) (.+?)(?:: ([^:]+[.。]))?$/;

/** What an archive or a sitemap held: each file or page that became a document, and why another did not. */
export function ListingText({ text }: { text: string }) {
  const t = useTranslations("document");
  const sentence = useSentence();
  return (
    <div className="min-w-0 flex-1 border-t px-4 py-6 md:px-8">
      <p className="mb-4 text-sm text-muted-foreground">{t("listing")}</p>
      <ul className="flex max-w-[76ch] flex-col gap-1">
        {text.split("\n").map((written) => {
          const [, mark, name = written, reason] = line.exec(written) ?? [];
          return (
            <li key={written} className="foreign-text flex items-start gap-2">
              {mark === "✗" ? (
                <X aria-label={t("notTaken")} className="mt-1 size-4 shrink-0 text-destructive" />
              ) : (
                <Check aria-label={t("taken")} className="mt-1 size-4 shrink-0 text-positive" />
              )}
              <span>
                <bdi>{name}</bdi>
                {reason ? <span className="block text-sm text-destructive">{sentence(reason)}</span> : null}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
