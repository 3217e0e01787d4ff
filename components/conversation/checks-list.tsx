"use client";

import { Check, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ShownSuggestion } from "./shown.ts";

type Checks = ShownSuggestion["checks"];
type Result = {
  name: "rests" | "citations" | "claims" | "cited" | "language" | "tools" | "template" | "whole" | "internal";
  passed: boolean;
  detail?: string[];
};

/** Each check with whether it passed; drafts from before a check existed say nothing about it. */
function resultsOf(checks: Checks): Result[] {
  const { uncited_sentences, language_matches, tools_failed, template_gaps, is_whole, internal_sources } =
    checks;
  const results: (Result | null)[] = [
    { name: "rests", passed: !checks.abstained },
    { name: "citations", passed: checks.citations_dropped === 0 },
    { name: "claims", passed: checks.unsupported_claims.length === 0, detail: checks.unsupported_claims },
    uncited_sentences
      ? { name: "cited", passed: uncited_sentences.length === 0, detail: uncited_sentences }
      : null,
    language_matches === undefined ? null : { name: "language", passed: language_matches },
    tools_failed ? { name: "tools", passed: tools_failed.length === 0, detail: tools_failed } : null,
    template_gaps === undefined ? null : { name: "template", passed: template_gaps === 0 },
    internal_sources
      ? { name: "internal", passed: internal_sources.length === 0, detail: internal_sources }
      : null,
    is_whole === undefined ? null : { name: "whole", passed: is_whole },
  ];
  return results.filter((result) => result !== null);
}

/** What the code checked, all of it, folded: how many passed, and which did not. */
export function ChecksList({ checks }: { checks: Checks }) {
  const t = useTranslations("checks");
  const results = resultsOf(checks);
  const passed = results.filter((result) => result.passed).length;
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer text-muted-foreground hover:text-foreground">
        {t("summary", { passed, all: results.length })}
      </summary>
      <ul className="mt-1 flex flex-col gap-0.5">
        {results.map(({ name, passed, detail }) => (
          <li key={name} className="flex items-start gap-1.5">
            {passed ? (
              <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-positive" />
            ) : (
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-pending" />
            )}
            <span className="foreign-text">
              {t(`${name}.${passed ? "passed" : "failed"}`)}
              {!passed && detail && detail.length > 0 ? ` ${detail.join(t("separator"))}` : null}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
