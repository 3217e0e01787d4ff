"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ShownRun } from "../../server/run/schema.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { ExactTime } from "../ui/time.tsx";

const link = "text-primary hover:underline";

/** What it is a run of, when, and the things of the desk it is about. */
export function RunFacts({ run }: { run: ShownRun }) {
  const t = useTranslations("run");
  const { event, conversationId, deliveryId, documentId } = run.subjects;
  const time = (at: Date | null) => at && <ExactTime at={at} />;
  return (
    <Facts>
      <Fact name={t("fields.event")}>
        {event ? (
          <Link href={`/events/${event.id}`} className={link}>
            {event.type}
          </Link>
        ) : null}
      </Fact>
      <Fact name={t("fields.conversation")}>
        {conversationId ? (
          <Link href={`/inbox/${conversationId}`} className={link}>
            {t("open.conversation")}
          </Link>
        ) : null}
      </Fact>
      <Fact name={t("fields.delivery")}>
        {deliveryId ? (
          <Link href={`/deliveries/${deliveryId}`} className={link}>
            {t("open.delivery")}
          </Link>
        ) : null}
      </Fact>
      <Fact name={t("fields.document")}>
        {documentId ? (
          <Link href={`/knowledge/${documentId}`} className={link}>
            {t("open.document")}
          </Link>
        ) : null}
      </Fact>
      <Fact name={t("fields.rerunOf")}>
        {run.rerunOf ? (
          <Link href={`/runs/${run.rerunOf}`} className={`${link} font-mono text-xs`}>
            {run.rerunOf}
          </Link>
        ) : null}
      </Fact>
      <Fact name={t("function")}>
        <span className="font-mono text-xs">{run.functionId}</span>
      </Fact>
      <Fact name={t("fields.trigger")}>
        <span className="font-mono text-xs">{run.eventName}</span>
      </Fact>
      <Fact name={t("fields.createdAt")}>{time(run.createdAt)}</Fact>
      <Fact name={t("fields.startedAt")}>{time(run.startedAt)}</Fact>
      <Fact name={t("fields.endedAt")}>{time(run.endedAt)}</Fact>
      <Fact name={t("fields.settledAt")}>{time(run.settledAt)}</Fact>
    </Facts>
  );
}
