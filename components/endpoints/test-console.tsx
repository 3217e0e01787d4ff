"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { RotateCw, Send } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { Textarea } from "../ui/input.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { ErrorState } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { useRefreshRequests } from "./use-refresh-requests.ts";

const modes = ["signed", "unsigned", "tampered", "stale"] as const;
type Mode = (typeof modes)[number];
type Sample = Answers["endpoint"]["sample"];
type Answer = Answers["endpoint"]["test"];

/** Sends a sample, or what one makes of it, as this sender would, well or badly; shows the answer and where it went. */
export function TestConsole({ endpoint }: { endpoint: Pick<Answers["endpoint"]["show"], "id"> }) {
  const t = useTranslations("endpoint.test");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const [version, setVersion] = useState(0);
  const sample = useQuery(
    trpc.endpoint.sample.queryOptions(
      { id: endpoint.id },
      { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: false },
    ),
  );
  return (
    <PageSection title={t("title")}>
      {sample.isPending ? (
        <div className="skeleton h-60" />
      ) : sample.isError ? (
        <ErrorState error={{ message: errorText(sample.error) }} onRetry={() => sample.refetch()} />
      ) : (
        <Console
          // What is typed stays, whatever is read again meanwhile; only another sample begins anew.
          key={version}
          endpointId={endpoint.id}
          sample={sample.data}
          onFresh={async () => {
            await sample.refetch();
            setVersion(version + 1);
          }}
        />
      )}
    </PageSection>
  );
}

function Console({
  endpointId,
  sample,
  onFresh,
}: {
  endpointId: string;
  sample: Sample;
  onFresh: () => void;
}) {
  const t = useTranslations("endpoint.test");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const refresh = useRefreshRequests();
  const [headers] = useState(sample.headers);
  const [body, setBody] = useState(sample.body);
  const [mode, setMode] = useState<Mode>("signed");
  const send = useMutation(
    trpc.endpoint.test.mutationOptions({
      onSuccess: () => refresh(),
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted-foreground">{t("description")}</p>
      <FilterBar
        label={t("mode")}
        value={mode}
        onChange={setMode}
        options={modes.map((value) => ({ value, label: t(`modes.${value}`) }))}
      />
      <p className="text-sm text-muted-foreground">{t(`about.${mode}`)}</p>
      <Field label={t("body")}>
        {(control) => (
          <Textarea
            {...control}
            value={body}
            spellCheck={false}
            onChange={(event) => setBody(event.target.value)}
            className="max-h-96 min-h-60 font-mono text-xs max-md:text-sm"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={send.isPending}
          focusableWhenDisabled
          onClick={() => send.mutate({ id: endpointId, headers, body, mode })}
        >
          <Send aria-hidden /> {t("send")}
        </Button>
        <Button variant="ghost" onClick={onFresh}>
          <RotateCw aria-hidden /> {t("fresh")}
        </Button>
      </div>
      <div aria-live="polite">
        {send.data ? <AnswerView endpointId={endpointId} answer={send.data} /> : null}
      </div>
    </div>
  );
}

function AnswerView({ endpointId, answer }: { endpointId: string; answer: Answer }) {
  const t = useTranslations("endpoint.test");
  const format = useFormatter();
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(answer.curl);
      setCopied(true);
    } catch {
      toast.error({ title: t("copyFailed") });
    }
  }
  const link = "text-primary underline-offset-4 hover:underline";
  return (
    <section aria-label={t("answer")} className="flex flex-col gap-3 rounded-md border p-3">
      <p className="flex flex-wrap items-center gap-3">
        <Badge tone={answer.status < 300 ? "positive" : "destructive"}>HTTP {answer.status}</Badge>
        <span className="text-sm text-muted-foreground">
          {format.number(answer.durationMs, {
            style: "unit",
            unit: "millisecond",
            maximumFractionDigits: 0,
          })}
        </span>
        {answer.eventId ? (
          <Link href={`/events/${answer.eventId}`} className={link}>
            {t("toEvent")}
          </Link>
        ) : null}
        {answer.requestId ? (
          <Link href={`/endpoints/${endpointId}/requests/${answer.requestId}`} className={link}>
            {t("toRequest")}
          </Link>
        ) : null}
      </p>
      <pre className="foreign-text overflow-auto rounded-md bg-muted p-3 font-mono text-xs">
        {answer.body}
      </pre>
      <details>
        <summary className="min-h-6 font-medium">{t("curl")}</summary>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="foreign-text my-2 max-h-60 overflow-auto rounded-md bg-muted p-3 font-mono text-xs"
        >
          {answer.curl}
        </pre>
        <Button onClick={copy}>{copied ? t("curlCopied") : t("copyCurl")}</Button>
      </details>
    </section>
  );
}
