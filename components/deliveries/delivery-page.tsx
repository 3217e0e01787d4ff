"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { DeliveryAttempt } from "../../server/delivery/schema.ts";
import { useTickWhen } from "../home/use-tick.ts";
import { NotThereYet } from "../live/not-there-yet.tsx";
import { useSentence } from "../sentences/use-sentence.ts";
import { useTRPC } from "../trpc.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { cn } from "../ui/class-names.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { ExactTime } from "../ui/time.tsx";
import { useAttemptError } from "./attempt-error.ts";
import { AttemptExchange } from "./attempt-exchange.tsx";
import { DeliveryActions } from "./delivery-actions.tsx";
import { DeliveryStatusBadge } from "./delivery-status.tsx";
import { DeliveryWait } from "./delivery-wait.tsx";

const tones: Record<DeliveryAttempt["outcome"], Tone> = {
  sending: "pending",
  sent: "positive",
  failed: "destructive",
  unknown: "pending",
};

/** One reply on its way: its text, every try, and for the catcher what would have been sent. */
export function DeliveryPage({ id }: { id: string }) {
  const t = useTranslations("delivery");
  const format = useFormatter();
  const trpc = useTRPC();
  const attemptError = useAttemptError();
  const sentence = useSentence();
  const channels = useQuery(trpc.channel.overview.queryOptions());
  const query = useQuery(trpc.delivery.show.queryOptions({ id }));
  useTickWhen("delivery", query.data !== undefined);
  const back = { href: "/deliveries", label: t("back") };
  if (!query.data) return <NotThereYet query={query} title={t("single")} back={back} />;
  const delivery = query.data;
  const { contact, text } = delivery.payload.data;
  const nameOf = (channelId: string) =>
    channels.data?.find(({ id }) => id === channelId)?.name ?? (channels.data ? t("deletedChannel") : null);
  const caught = delivery.channelId === null || delivery.status === "caught";
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader
        back={back}
        title={<bdi>{contact.name ?? contact.email ?? contact.external_id}</bdi>}
        description={<ExactTime at={delivery.createdAt} />}
        actions={
          <>
            <DeliveryStatusBadge status={delivery.status} />
            <DeliveryActions delivery={delivery} />
          </>
        }
      />
      <PageSection title={caught ? t("caughtText") : t("text")}>
        {caught ? <p className="mb-2 text-muted-foreground">{t("caughtHint")}</p> : null}
        <p className="foreign-text rounded-md border bg-surface px-4 py-3">{text}</p>
      </PageSection>
      <PageSection title={t("attemptList")}>
        {delivery.status === "held" ? <p className="mb-2 text-pending">{t("heldHint")}</p> : null}
        {delivery.attempts.length === 0 ? (
          <p className="text-muted-foreground">{t("noAttempts")}</p>
        ) : (
          <ol className="divide-y">
            {delivery.attempts.map((attempt) => (
              <li key={attempt.number} className="py-2">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{t("attempt", { number: attempt.number })}</span>
                  <Badge tone={tones[attempt.outcome]}>
                    {caught && attempt.outcome === "sent"
                      ? t("status.caught")
                      : t(`outcome.${attempt.outcome}`)}
                  </Badge>
                  {attempt.channelId && attempt.channelId !== delivery.channelId ? (
                    <span className="text-sm text-muted-foreground">{nameOf(attempt.channelId)}</span>
                  ) : null}
                  {attempt.httpStatus ? (
                    <span className="font-mono text-sm text-muted-foreground">HTTP {attempt.httpStatus}</span>
                  ) : null}
                  <span className="ml-auto text-xs text-muted-foreground">
                    {attempt.durationMs === null
                      ? null
                      : `${format.number(attempt.durationMs, { style: "unit", unit: "millisecond", maximumFractionDigits: 0 })} · `}
                    <ExactTime at={attempt.startedAt} />
                  </span>
                </p>
                {attempt.error ? (
                  <p className="foreign-text text-sm text-destructive">{attemptError(attempt)}</p>
                ) : null}
                <AttemptExchange attempt={attempt} />
              </li>
            ))}
          </ol>
        )}
        {delivery.receiptAt ? (
          <p className="mt-2 text-sm">
            {t("reported")} <ExactTime at={delivery.receiptAt} />
            {delivery.receiptText ? (
              <span
                className={cn(
                  "foreign-text block",
                  delivery.status === "failed" ? "text-destructive" : "text-pending",
                )}
              >
                {sentence(delivery.receiptText)}
              </span>
            ) : null}
          </p>
        ) : null}
        <p className="mt-2 text-sm text-pending empty:hidden">
          <DeliveryWait delivery={delivery} />
        </p>
        {delivery.nextAttemptAt && !delivery.waitsFor ? (
          <p className="mt-2 text-sm text-muted-foreground">
            {t("nextAttempt")} <ExactTime at={delivery.nextAttemptAt} />
          </p>
        ) : null}
      </PageSection>
      <PageSection title={t("facts")}>
        <Facts>
          <Fact name={t("id")}>
            <span className="font-mono text-xs">{delivery.id}</span>
          </Fact>
          <Fact name={t("channel")}>
            {delivery.channelId === null ? t("noChannel") : nameOf(delivery.channelId)}
          </Fact>
          {delivery.fallbackFrom ? <Fact name={t("insteadOf")}>{nameOf(delivery.fallbackFrom)}</Fact> : null}
          <Fact name={t("conversation")}>
            <Link href={`/inbox/${delivery.conversationId}`} className="text-primary hover:underline">
              {t("toConversation")}
            </Link>
          </Fact>
        </Facts>
        <details className="mt-3">
          <summary className="min-h-6 font-medium">{t("payload")}</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            className="foreign-text mt-1 max-h-96 overflow-auto rounded-md bg-muted p-3 font-mono text-xs"
          >
            {JSON.stringify(delivery.payload, null, 2)}
          </pre>
        </details>
      </PageSection>
    </div>
  );
}
