"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ShieldQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { ExactTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import type { Shown } from "./shown.ts";
import { plain, Values } from "./values.tsx";

type Call = Shown["toolCalls"][number];

const isScalar = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);

/** The typed text as the kind of value it stands for; what is no number stays a text, and the tool's schema says so. */
function typed(text: string, before: unknown): Call["input"][string] {
  if (typeof before === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  if (typeof before === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

/** A call that changes something elsewhere, in words: what it would do, with what, resting on what. Approve, edit, refuse. */
export function PendingCall({ call, conversationId }: { call: Call; conversationId: string }) {
  const t = useTranslations("toolCall");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const titleId = useId();
  const [edited, setEdited] = useState<Record<string, string> | null>(null);
  const tool = useQuery(trpc.tool.show.queryOptions({ id: call.toolId }, { retry: false }));
  const refresh = () => client.invalidateQueries(trpc.conversation.show.queryFilter({ id: conversationId }));
  const answered = (title: string) => ({
    onSuccess: async () => {
      setEdited(null);
      toast.success({ title });
      await refresh();
    },
    onError: async (error: Parameters<typeof errorText>[0]) => {
      toast.error({ title: t("notDone"), description: errorText(error) });
      if (error.data?.httpStatus === 409) await refresh();
    },
  });
  const approve = useMutation(trpc.toolCall.approve.mutationOptions(answered(t("approved"))));
  const reject = useMutation(trpc.toolCall.reject.mutationOptions(answered(t("refused"))));
  const pending = approve.isPending || reject.isPending;
  const host = tool.data ? new URL(tool.data.request.url.replace(/\{[^}]*\}/g, "x")).host : null;
  const fields = Object.entries(call.input).filter(([, value]) => isScalar(value));

  const submit = () => {
    const changes = Object.entries(edited ?? {}).map(([name, text]) => [name, typed(text, call.input[name])]);
    approve.mutate({
      id: call.id,
      ...(edited && { input: { ...call.input, ...Object.fromEntries(changes) } }),
    });
  };

  return (
    <section
      aria-labelledby={titleId}
      className="rounded-md border border-pending/40 bg-pending-soft/40 p-3 text-sm"
    >
      <h3 id={titleId} className="flex items-start gap-2 font-semibold">
        <ShieldQuestion aria-hidden className="mt-0.5 size-4 shrink-0 text-pending" />
        <span className="foreign-text min-w-0">{t("wants", { tool: call.name })}</span>
      </h3>
      <p className="mt-1 text-muted-foreground">
        {tool.data?.description ? <bdi className="mr-1 text-foreground">{tool.data.description}</bdi> : null}
        {tool.data?.kind === "code" ? t("runsFile", { file: tool.data.origin ?? "" }) : null}
        {host ? t("sends", { method: tool.data!.request.method, host }) : null}
        {tool.error ? t("toolGone") : null}
      </p>
      <div className="my-3 grid gap-3 sm:grid-cols-2">
        {edited ? (
          <div className="flex flex-col gap-2">
            {fields.map(([name, value]) => (
              <Field key={name} label={<bdi className="font-mono text-xs">{name}</bdi>}>
                {(control) => (
                  <Input
                    {...control}
                    value={edited[name] ?? plain(value)}
                    onChange={(event) => setEdited({ ...edited, [name]: event.target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
        ) : (
          <Values title={t("with")} values={call.input} />
        )}
        {call.evidence ? (
          <Values title={t("because_of")} values={call.evidence} />
        ) : (
          <p className="text-muted-foreground">{t("modelChose")}</p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" disabled={pending} focusableWhenDisabled onClick={submit}>
          {edited ? t("approveEdited") : t("approve")}
        </Button>
        {fields.length > 0 ? (
          <Button disabled={pending} onClick={() => setEdited(edited ? null : {})}>
            {edited ? t("undoEdit") : t("edit")}
          </Button>
        ) : null}
        <Button variant="ghost" disabled={pending} onClick={() => reject.mutate({ id: call.id })}>
          {t("refuse")}
        </Button>
        {call.expiresAt ? (
          <span className="ml-auto text-xs text-muted-foreground">
            {t("expires")} <ExactTime at={call.expiresAt} />
          </span>
        ) : null}
      </div>
    </section>
  );
}
