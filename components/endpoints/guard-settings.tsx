"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { Guards } from "../../server/endpoint/guards/schema.ts";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input, Textarea } from "../ui/input.tsx";
import { toast } from "../ui/toast.tsx";
import { RedactedFields } from "./redacted-fields.tsx";
import { useRefreshRequests } from "./use-refresh-requests.ts";

/** Numbers that guard an endpoint, with the largest that may be typed. */
const numbers = [
  ["rate_per_minute", 1, 1_000_000],
  ["max_pending", 1, 1_000_000],
  ["max_body_bytes", 1, 1_048_576],
  ["retention_days", 1, 3650],
  ["silence_minutes", 5, 43_200],
] as const;

/** How much an endpoint takes, from whom, for how long it is kept, and what of it is hidden, and when its silence is an alarm. Empty: no limit of its own. */
export function GuardSettings({
  endpoint,
}: {
  endpoint: Pick<Answers["endpoint"]["show"], "id" | "guards">;
}) {
  const t = useTranslations("endpoint.guards");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const refresh = useRefreshRequests();
  const update = useMutation(
    trpc.endpoint.update.mutationOptions({
      onSuccess: async () => {
        toast.success({ title: t("saved") });
        await Promise.all([refresh(), client.invalidateQueries(trpc.endpoint.redaction.pathFilter())]);
      },
    }),
  );
  const { guards } = endpoint;
  const message = update.error?.message ?? "";
  const badAddress = message.includes("allowed_addresses");
  const badPath = message.includes("redacted_fields");
  const needed = message.includes("cannot be redacted");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const next: Guards = {};
    for (const [name] of numbers) {
      const text = String(form.get(name) ?? "").trim();
      if (text) next[name] = Number(text);
    }
    const addresses = String(form.get("allowed_addresses"))
      .split(/[\s,]+/)
      .filter(Boolean);
    if (addresses.length > 0) next.allowed_addresses = addresses;
    const redacted = String(form.get("redacted_fields"))
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    if (redacted.length > 0) next.redacted_fields = [...new Set(redacted)];
    update.mutate({ id: endpoint.id, guards: next });
  }

  return (
    <form onSubmit={submit} className="flex max-w-2xl flex-col gap-4">
      <p className="text-sm text-muted-foreground">{t("description")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {numbers.map(([name, min, max]) => (
          <Field key={name} label={t(name)} hint={t(`${name}_hint`)}>
            {(control) => (
              <Input
                {...control}
                name={name}
                type="number"
                min={min}
                max={max}
                step={1}
                defaultValue={guards[name] ?? ""}
                placeholder={t(name === "silence_minutes" ? "noAlarm" : "none")}
              />
            )}
          </Field>
        ))}
      </div>
      <Field
        label={t("allowed_addresses")}
        hint={t("allowed_addresses_hint")}
        error={badAddress ? t("allowed_addresses_form") : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            name="allowed_addresses"
            className="min-h-16 font-mono text-sm"
            spellCheck={false}
            defaultValue={guards.allowed_addresses?.join("\n") ?? ""}
            placeholder={t("anybody")}
          />
        )}
      </Field>
      <RedactedFields
        endpointId={endpoint.id}
        value={guards.redacted_fields ?? []}
        error={
          badPath ? t("redacted_fields_form") : needed && update.error ? errorText(update.error) : undefined
        }
      />
      {update.error && !badAddress && !badPath && !needed ? (
        <p role="alert" className="text-sm text-destructive">
          {errorText(update.error)}
        </p>
      ) : null}
      <Button type="submit" className="self-start" disabled={update.isPending} focusableWhenDisabled>
        {t("save")}
      </Button>
    </form>
  );
}
