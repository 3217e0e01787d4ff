"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "../trpc.ts";
import { buttonVariants } from "../ui/button-variants.ts";
import { cn } from "../ui/class-names.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { EndpointAddress } from "./endpoint-address.tsx";
import { FieldMapper } from "./field-mapper.tsx";
import { lacksFields, lacksProof } from "./lacks-fields.ts";
import type { Preset } from "./preset.ts";
import { RefusalWords } from "./refusal-words.tsx";
import { ReplaceSecret } from "./secrets-section.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";
import { VerifyAgain } from "./verify-again.tsx";

/** The address and the secret to take along, then what arrives, as it arrives. */
export function ConnectSender({
  endpointId,
  preset,
  generatedSecret,
}: {
  endpointId: string;
  preset: Preset;
  generatedSecret: string | null;
}) {
  const t = useTranslations("endpoint");
  const trpc = useTRPC();
  const [mapped, setMapped] = useState(false);
  const endpoint = useQuery(trpc.endpoint.show.queryOptions({ id: endpointId }));
  // Changes are told live; the interval is for a line that is down just now.
  const requests = useQuery(
    trpc.request.list.queryOptions({ endpoint: endpointId, limit: 1 }, { refetchInterval: 3000 }),
  );
  const [request] = requests.data?.data ?? [];
  const taken = request?.verdict === "accepted" || request?.verdict === "duplicate";
  // Its sender is proven; only where its fields sit has to be said.
  const toMap = request !== undefined && (taken || lacksFields(request));
  return (
    <ol className="flex flex-col">
      <Step number={1} title={t("connectStep.address")} done={request !== undefined}>
        <p className="text-sm text-muted-foreground">{t(`preset.${preset.source}`)}</p>
        {endpoint.data ? <EndpointAddress url={endpoint.data.url} /> : <div className="skeleton h-9" />}
        {generatedSecret !== null ? (
          <>
            <CopyField label={t("connectStep.secret")} value={generatedSecret} />
            <p className="text-sm text-pending">{t("connectStep.once")}</p>
          </>
        ) : endpoint.data && endpoint.data.secrets.length === 0 && !endpoint.data.unverified ? (
          <div className="flex flex-wrap items-center gap-3 rounded-md bg-destructive-soft px-3 py-2 text-sm">
            <span className="flex-1 text-destructive">{t("nothingConfigured")}</span>
            <ReplaceSecret endpoint={endpoint.data} />
          </div>
        ) : null}
      </Step>
      <Step number={2} title={t("connectStep.wait")} done={taken} current={!toMap}>
        {!request ? (
          <p role="status" className="flex items-center gap-2.5 text-muted-foreground">
            <span aria-hidden className="size-2 animate-pulse rounded-full bg-primary" />
            {t("connectStep.waiting")}
          </p>
        ) : (
          <div className="flex flex-col gap-3" aria-live="polite">
            <p className="flex flex-wrap items-center gap-2">
              <VerdictBadge request={request} />
              <Link
                href={`/endpoints/${endpointId}/requests/${request.id}`}
                className="text-primary underline-offset-4 hover:underline"
              >
                {t("connectStep.show")}
              </Link>
            </p>
            {request.verdict === "rejected" && endpoint.data ? (
              <>
                <RefusalWords request={request} />
                <div className="flex flex-wrap gap-2">
                  {lacksProof(request) ? <ReplaceSecret endpoint={endpoint.data} /> : null}
                  <VerifyAgain id={request.id} />
                </div>
              </>
            ) : null}
          </div>
        )}
      </Step>
      <Step
        number={3}
        title={t("connectStep.map")}
        done={taken && mapped}
        current={toMap && !(taken && mapped)}
      >
        {toMap ? (
          <FieldMapper endpointId={endpointId} requestId={request.id} onSaved={() => setMapped(true)} />
        ) : (
          <p className="text-muted-foreground">{t("connectStep.mapLater")}</p>
        )}
        {taken ? (
          <Link
            href={`/endpoints/${endpointId}`}
            className={buttonVariants({ variant: mapped ? "primary" : "outline", className: "self-start" })}
          >
            {t("connectStep.done")}
          </Link>
        ) : null}
      </Step>
    </ol>
  );
}

function Step({
  number,
  title,
  done,
  current,
  children,
}: {
  number: number;
  title: string;
  done: boolean;
  current?: boolean;
  children: ReactNode;
}) {
  return (
    <li className="flex gap-3 border-t px-4 py-5 md:px-8" aria-current={current ? "step" : undefined}>
      <span
        aria-hidden
        className={cn(
          "flex size-6 shrink-0 items-center justify-center rounded-full bg-muted text-sm text-muted-foreground",
          current && "bg-primary text-primary-foreground",
          done && "bg-positive-soft text-positive",
        )}
      >
        {done ? "✓" : number}
      </span>
      <div className="flex min-w-0 max-w-4xl flex-1 flex-col gap-3">
        <h2 className="font-semibold">{title}</h2>
        {children}
      </div>
    </li>
  );
}
