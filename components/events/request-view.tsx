"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { RedactionNote } from "../endpoints/redaction-note.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { HeaderList } from "../ui/header-list.tsx";
import { PageSection } from "../ui/page-section.tsx";

/** The HTTP call that brought an event: its answer, its headers without their secrets, its bytes. */
export function RequestView({ eventId }: { eventId: string }) {
  const t = useTranslations("request");
  const format = useFormatter();
  const trpc = useTRPC();
  const errorText = useErrorText();
  const { data: request, error } = useQuery(trpc.event.request.queryOptions({ id: eventId }));
  return (
    <PageSection title={t("title")}>
      {error ? (
        <p className="text-destructive">{errorText(error)}</p>
      ) : !request ? (
        <div className="skeleton h-40" />
      ) : (
        <div className="flex flex-col gap-4">
          <Facts>
            <Fact name={t("line")}>
              <span className="font-mono text-xs">
                {request.method} {request.url}
              </span>
            </Fact>
            <Fact name={t("answer")}>
              HTTP {request.status} ·{" "}
              {format.number(request.durationMs, {
                style: "unit",
                unit: "millisecond",
                maximumFractionDigits: 0,
              })}
            </Fact>
            <Fact name={t("from")}>{request.remoteAddress}</Fact>
            <Fact name={t("size")}>
              {format.number(request.bodySize, { style: "unit", unit: "byte", unitDisplay: "long" })}
            </Fact>
            <Fact name={t("diagnosis")}>{request.diagnosis}</Fact>
          </Facts>
          <details>
            <summary className="min-h-6 font-medium">
              {t("headers", { count: request.headers.length })}
            </summary>
            <div className="mt-1">
              <HeaderList headers={request.headers} />
            </div>
          </details>
          <section aria-label={t("body")}>
            <h3 className="mb-1 font-medium">{t("body")}</h3>
            <RedactionNote redacted={request.redacted} />
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
              tabIndex={0}
              className="foreign-text max-h-[32rem] overflow-auto rounded-md bg-muted p-3 font-mono text-xs"
            >
              {request.body ?? t("noBody")}
            </pre>
          </section>
        </div>
      )}
    </PageSection>
  );
}
