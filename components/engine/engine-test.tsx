"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import type { EngineCheck } from "../../server/platform/durable-runs.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";

/** Tries the engine as it is set up, and says in words what works and what has to change. */
export function EngineTest() {
  const t = useTranslations("engine");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const test = useMutation(trpc.run.testEngine.mutationOptions());
  return (
    <div className="mt-3 flex flex-col gap-2">
      <Button
        data-test-engine=""
        className="self-start"
        disabled={test.isPending}
        focusableWhenDisabled
        onClick={() => test.mutate()}
      >
        <PlugZap aria-hidden /> {test.isPending ? t("testing") : t("test")}
      </Button>
      <div role="status" className="min-h-6">
        {test.isError ? <p className="text-destructive">{errorText(test.error)}</p> : null}
        {test.data ? (
          <ul className="flex flex-col gap-2">
            {test.data.checks.map((check) => (
              <Check key={check.subject} check={check} />
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}

function Check({ check: { subject, outcome, detail } }: { check: EngineCheck }) {
  const t = useTranslations("engine.checks");
  const ok = outcome === "ok";
  const Icon = ok ? CircleCheck : CircleAlert;
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${ok ? "text-positive" : "text-destructive"}`} />
      <span className="min-w-0">
        <span className="block">{t(`${subject}.${outcome}`)}</span>
        {detail ? (
          <bdi className="foreign-text block font-mono text-xs text-muted-foreground">{detail}</bdi>
        ) : null}
      </span>
    </li>
  );
}
