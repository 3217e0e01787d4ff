"use client";

import { useLocale, useTranslations } from "next-intl";
import { readSentence } from "./read-sentence.ts";

/** A stored sentence of the server's in the reader's language; what is not one of them (data) stays as it is. */
export function useSentence(): (text: string) => string {
  const t = useTranslations("sentences");
  const isEnglish = useLocale() === "en";
  const say = (text: string): string => {
    const said = isEnglish ? null : readSentence(text);
    if (!said) return text;
    const { code, params } = said;
    // Sentences within sentences: the playbooks that do not serve an event, each with its clause.
    if (params.misses)
      return t(`${code}`, { ...params, misses: params.misses.split("; ").map(say).join("；") });
    if (params.problem) return t(`${code}`, { ...params, problem: say(params.problem) });
    return t(`${code}`, params.clause ? { ...params, clause: say(params.clause) } : params);
  };
  return say;
}

const steps = [
  ["match-playbook", "matchPlaybook"],
  ["open-conversation", "openConversation"],
  ["plan-tool-calls", "planToolCalls"],
  ["call-tool", "callTool"],
  ["ask-model", "askModel"],
  ["draft-suggestion", "draftSuggestion"],
  ["rewrite-suggestion", "rewriteSuggestion"],
  ["approve-by-playbook", "approveByPlaybook"],
] as const;

/** What a step does, in the reader's language; of one without such words, its id. */
export function useStepName(): (id: string) => string {
  const t = useTranslations("step");
  return (id) => {
    const [, base, number] = /^(.*?)((?:-\d+)*)$/.exec(id) ?? [];
    const known = steps.find(([name]) => name === base);
    return known ? `${t(`${known[1]}`)}${number ? ` ${number.slice(1)}` : ""}` : id;
  };
}
