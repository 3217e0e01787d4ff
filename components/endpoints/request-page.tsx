"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { NotThereYet } from "../live/not-there-yet.tsx";
import { type Answers, useTRPC } from "../trpc.ts";
import { buttonVariants } from "../ui/button-variants.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { HeaderList } from "../ui/header-list.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { ExactTime } from "../ui/time.tsx";
import { lacksFields, lacksProof } from "./lacks-fields.ts";
import { RedactionNote } from "./redaction-note.tsx";
import { RefusalWords } from "./refusal-words.tsx";
import { ReplaceSecret } from "./secrets-section.tsx";
import { useReason } from "./use-reason.ts";
import { VerdictBadge } from "./verdict-badge.tsx";
import { VerifyAgain } from "./verify-again.tsx";

type Request = Answers["request"]["show"];

/** One HTTP call, told honestly: what came, what was answered, why, and what can be done about it. */
export function RequestPage({ endpointId, id }: { endpointId: string; id: string }) {
  const t = useTranslations("endpoint.request");
  const reason = useReason();
  const trpc = useTRPC();
  const query = useQuery(trpc.request.show.queryOptions({ id }));
  const endpoint = useQuery(trpc.endpoint.show.queryOptions({ id: endpointId }));
  const back = { href: `/endpoints/${endpointId}`, label: t("back") };
  if (!query.data) return <NotThereYet query={query} title={t("single")} back={back} />;
  const request = query.data;
  const refused = request.verdict === "rejected";
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader
        back={back}
        title={t("single")}
        description={endpoint.data ? <bdi>{endpoint.data.name}</bdi> : undefined}
        actions={
          <>
            <VerdictBadge request={request} />
            {canVerifyAgain(request) ? <VerifyAgain id={id} /> : null}
            {request.eventId ? (
              <Link
                href={`/events/${request.eventId}`}
                className={buttonVariants({ variant: refused ? "outline" : "primary" })}
              >
                {t("toEvent")}
              </Link>
            ) : null}
          </>
        }
      />
      {refused ? (
        <div className="flex max-w-4xl flex-col gap-2 px-4 pb-5 md:px-8">
          <RefusalWords request={request} />
          {endpoint.data && lacksProof(request) ? <ReplaceSecret endpoint={endpoint.data} /> : null}
          {lacksFields(request) ? (
            <Link
              href={`/endpoints/${endpointId}?tab=fields&request=${id}`}
              className={buttonVariants({ variant: "outline", className: "self-start" })}
            >
              {t("toFields")}
            </Link>
          ) : null}
        </div>
      ) : null}
      <PageSection title={t("facts")}>
        <RequestFacts request={request} words={request.reason ? reason(request.reason) : null} />
      </PageSection>
      <PageSection title={t("headers", { count: request.headers.length })}>
        <HeaderList headers={request.headers} />
      </PageSection>
      <PageSection title={t("body")}>
        <RedactionNote redacted={request.redacted} />
        <Body request={request} />
      </PageSection>
    </div>
  );
}

const canVerifyAgain = ({ verdict, body, count, redacted }: Request) =>
  verdict === "rejected" && count === 1 && !redacted?.forGood && (body !== null || redacted?.whole === true);

function RequestFacts({ request, words }: { request: Request; words: string | null }) {
  const t = useTranslations("endpoint.request");
  const format = useFormatter();
  return (
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
          maximumFractionDigits: 1,
        })}
      </Fact>
      <Fact name={t("reason")}>{words}</Fact>
      <Fact name={t("again")}>
        {request.verifiedAgainAt ? <ExactTime at={request.verifiedAgainAt} /> : null}
      </Fact>
      <Fact name={t("received")}>
        <ExactTime at={request.receivedAt} />
      </Fact>
      <Fact name={t("from")}>{request.remoteAddress}</Fact>
      <Fact name={t("size")}>
        {format.number(request.bodySize, { style: "unit", unit: "byte", unitDisplay: "long" })}
      </Fact>
      <Fact name={t("count")}>{request.count > 1 ? format.number(request.count) : null}</Fact>
    </Facts>
  );
}

/** The body as it came, as what it stands for, or byte by byte. */
function Body({ request }: { request: Request }) {
  const t = useTranslations("endpoint.request");
  const opened = request.content === null ? [] : (["opened"] as const);
  const views = [...opened, ...(request.body === null ? [] : (["raw", "bytes"] as const))];
  const [view, setView] = useState<"raw" | "bytes" | "opened">(views[0] ?? "raw");
  if (views.length === 0)
    return request.redacted?.whole ? null : <p className="text-muted-foreground">{t("noBody")}</p>;
  const text =
    view === "opened" ? request.content : view === "raw" ? request.body : hexLines(request.bytes ?? "");
  return (
    <>
      <FilterBar
        className="mb-2"
        label={t("view")}
        value={view}
        onChange={setView}
        options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
      />
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="foreign-text max-h-[32rem] overflow-auto rounded-md bg-muted p-3 font-mono text-xs"
      >
        {text || t("empty")}
      </pre>
      {view === "bytes" && request.bodySize > 4096 ? (
        <p className="mt-1 text-sm text-muted-foreground">{t("firstBytes")}</p>
      ) : null}
    </>
  );
}

/** Sixteen bytes a line, with their offset. */
function hexLines(hex: string): string {
  return (hex.match(/.{1,32}/g) ?? [])
    .map((line, i) => `${(i * 16).toString(16).padStart(4, "0")}  ${line.match(/../g)?.join(" ")}`)
    .join("\n");
}
