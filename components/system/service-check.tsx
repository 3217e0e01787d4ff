"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ServiceName } from "../../server/platform/try-service.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { PageSection } from "../ui/page-section.tsx";

/** One service: what is set, by which names, and a test whose result is said in words. */
export function ServiceCheck({
  service,
  setBy,
  testable = true,
  children,
}: {
  service: ServiceName;
  setBy: string;
  /** False for what is not set: there is nothing to call. */
  testable?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("services");
  const format = useFormatter();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const test = useMutation(trpc.system.test.mutationOptions());
  const met = test.data;
  const ok = met?.outcome === "ok" || met?.outcome === "built_in";
  return (
    <PageSection title={t(`names.${service}`)}>
      <Facts>
        <Fact name={t("configured")}>{children}</Fact>
        <Fact name={t("setBy")}>
          <span className="font-mono text-xs">{setBy}</span>
        </Fact>
      </Facts>
      <div className="mt-2 flex flex-wrap items-start gap-3">
        {testable ? (
          <Button
            aria-label={t("testOf", { name: t(`names.${service}`) })}
            disabled={test.isPending}
            focusableWhenDisabled
            onClick={() => test.mutate({ service })}
          >
            {test.isPending ? t("testing") : t("test")}
          </Button>
        ) : null}
        <div aria-live="polite" className="min-w-0 flex-1 text-sm">
          {test.error ? <p className="text-destructive">{errorText(test.error)}</p> : null}
          {met ? (
            <div className="flex gap-2">
              {ok ? (
                <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-positive" />
              ) : (
                <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-destructive" />
              )}
              <div className="min-w-0">
                <p>
                  {t(`outcomes.${met.outcome}`)}{" "}
                  {met.outcome === "ok"
                    ? format.number(met.durationMs, { style: "unit", unit: "millisecond" })
                    : null}
                </p>
                {ok || !met.detail ? null : (
                  <p className="foreign-text font-mono text-xs text-muted-foreground">{met.detail}</p>
                )}
              </div>
            </div>
          ) : null}
        </div>
      </div>
    </PageSection>
  );
}
