"use client";

import { CircleCheck, CircleX, LoaderCircle, ShieldQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSentence } from "../sentences/use-sentence.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { PendingCall } from "./pending-call.tsx";
import type { Shown } from "./shown.ts";
import { plain, Values } from "./values.tsx";

type Call = Shown["toolCalls"][number];

const looks = {
  ok: { tone: "positive", icon: CircleCheck },
  failed: { tone: "destructive", icon: CircleX },
  rejected: { tone: "neutral", icon: CircleX },
  running: { tone: "neutral", icon: LoaderCircle },
  waiting: { tone: "pending", icon: ShieldQuestion },
} satisfies Record<string, { tone: Tone; icon: typeof CircleCheck }>;

function stateOf(call: Call): keyof typeof looks {
  if (call.status !== "pending") return call.status;
  return call.approvalHash !== null && call.decision === null ? "waiting" : "running";
}

/** What was asked of other systems for this conversation and what they said; calls that wait for a person come first. */
export function ToolCalls({ shown }: { shown: Shown }) {
  const t = useTranslations("toolCall");
  const calls = shown.toolCalls;
  if (calls.length === 0) return null;
  const waiting = calls.filter((call) => stateOf(call) === "waiting");
  const others = calls.filter((call) => stateOf(call) !== "waiting");
  return (
    <section aria-label={t("title")} className="flex flex-col gap-3 border-t px-4 py-4 md:px-6">
      {waiting.map((call) => (
        <PendingCall key={call.id} call={call} conversationId={shown.conversation.id} />
      ))}
      {others.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {others.map((call) => (
            <li key={call.id}>
              <PastCall call={call} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function PastCall({ call }: { call: Call }) {
  const t = useTranslations("toolCall");
  const sentence = useSentence();
  const state = stateOf(call);
  const { tone, icon: Icon } = looks[state];
  return (
    <details className="rounded-md border">
      <summary className="flex min-h-9 cursor-pointer flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5 text-sm">
        <Badge tone={tone}>
          <Icon aria-hidden className={state === "running" ? "animate-spin" : undefined} />
          {t(`state.${call.decision === "expired" ? "expired" : state}`)}
        </Badge>
        <bdi className="font-mono text-xs">{call.name}</bdi>
        <span className="foreign-text min-w-0 flex-1 truncate text-muted-foreground">
          {call.error
            ? sentence(call.error)
            : Object.values(call.output ?? {})
                .map(plain)
                .join(" · ")}
        </span>
        {call.durationMs === null ? null : (
          <span className="text-xs text-muted-foreground">{t("took", { ms: call.durationMs })}</span>
        )}
      </summary>
      <div className="grid gap-3 border-t px-3 py-2 text-sm sm:grid-cols-2">
        <Values title={t("input")} values={call.input} />
        <Values title={t("output")} values={call.output ?? {}} />
        {call.attempts > 1 ? (
          <p className="text-muted-foreground">{t("attempts", { count: call.attempts })}</p>
        ) : null}
        {call.rejectReason ? (
          <p className="foreign-text text-muted-foreground">{t("because", { reason: call.rejectReason })}</p>
        ) : null}
      </div>
    </details>
  );
}
