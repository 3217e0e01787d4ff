"use client";

import { useQuery } from "@tanstack/react-query";
import { Lightbulb } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Hint } from "../../server/endpoint/verification/hint.ts";
import type { WebhookRequestSummary } from "../../server/incoming-event/schema.ts";
import { useTRPC } from "../trpc.ts";
import { useReason } from "./use-reason.ts";

/** Why a request was refused, and what an admin can do about it. */
export function RefusalWords({ request }: { request: Pick<WebhookRequestSummary, "id" | "reason"> }) {
  const t = useTranslations("endpoint");
  const trpc = useTRPC();
  const reason = useReason();
  const hints = useQuery(trpc.request.hints.queryOptions({ id: request.id }));
  return (
    <div className="flex flex-col gap-2 rounded-md border border-destructive/30 bg-destructive-soft px-3 py-2.5">
      <p className="font-medium">{reason(request.reason)}</p>
      {hints.isPending ? <div className="skeleton h-5 w-2/3" /> : null}
      {hints.data && hints.data.length > 0 ? (
        <ul aria-label={t("hints")} className="flex flex-col gap-1.5">
          {hints.data.map((hint) => (
            <li key={hint.code} className="flex gap-2">
              <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0 text-pending" />
              <HintWords hint={hint} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function HintWords({ hint: { code, params } }: { hint: Hint }) {
  const t = useTranslations("endpoint");
  const minutes = Math.round(Number(params.seconds ?? 0) / 60);
  const reading = String(params.reading ?? "");
  const text = (name: string) => String(params[name] ?? "");
  const words = code === "secret_reading" && reading === "verbatim" ? "secret_verbatim" : code;
  const values = {
    header: text("header"),
    prefix: text("prefix"),
    endpoint: text("endpoint"),
    scheme: text("scheme"),
    received: text("received"),
    algorithm: text("algorithm"),
    encoding: text("encoding"),
    seconds: Number(params.seconds ?? 0),
    minutes,
    allowed: Number(params.allowed ?? 0),
  };
  return <p className="foreign-text">{t(`hint.${words}`, values)}</p>;
}
