"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Delivery } from "../../server/delivery/schema.ts";
import { useSentence } from "../sentences/use-sentence.ts";
import { RelativeTime } from "../ui/time.tsx";
import { useAttemptError } from "./attempt-error.ts";
import { DeliveryStatusBadge } from "./delivery-status.tsx";
import { DeliveryWait } from "./delivery-wait.tsx";

const through = ["sent", "delivered", "read"];

/** How a sent reply fares, in one line that changes as it goes. */
export function DeliveryStatusLine({ delivery }: { delivery: Delivery }) {
  const t = useTranslations("delivery");
  const attemptError = useAttemptError();
  const sentence = useSentence();
  const last = delivery.attempts.at(-1);
  return (
    <p role="status" className="mt-2 flex flex-wrap items-center gap-2 text-sm text-muted-foreground">
      <DeliveryStatusBadge status={delivery.status} />
      {delivery.attempts.length > 0 ? (
        <span>{t("attempts", { count: delivery.attempts.length })}</span>
      ) : null}
      {last?.error && last.outcome !== "sent" && !through.includes(delivery.status) ? (
        <span className="foreign-text">{attemptError(last)}</span>
      ) : null}
      {delivery.receiptText ? <span className="foreign-text">{sentence(delivery.receiptText)}</span> : null}
      <DeliveryWait delivery={delivery} />
      {delivery.fallbackFrom ? <span>{t("byFallback")}</span> : null}
      {delivery.nextAttemptAt && delivery.status === "queued" && last && !delivery.waitsFor ? (
        <span>
          {t("nextAttempt")} <RelativeTime at={delivery.nextAttemptAt} />
        </span>
      ) : null}
      <Link href={`/deliveries/${delivery.id}`} className="text-primary hover:underline">
        {t("details")}
      </Link>
    </p>
  );
}
