"use client";

import { useQuery } from "@tanstack/react-query";
import { useTimeZone, useTranslations } from "next-intl";
import { useId } from "react";
import type { Sending } from "../../server/channel/sending/schema.ts";
import { useTRPC } from "../trpc.ts";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";

/** When, how fast, and by what other channel replies leave; all of it may stay empty. */
export function SendingFields({
  channelId,
  sending,
  problem,
}: {
  /** None for a new one. */
  channelId: string | undefined;
  sending: Sending | undefined;
  /** Which of them is filled in by half. */
  problem: "quiet" | "rate" | undefined;
}) {
  const t = useTranslations("channel.sending");
  const trpc = useTRPC();
  const zones = useId();
  const viewersZone = useTimeZone();
  const channels = useQuery(trpc.channel.overview.queryOptions());
  const others = (channels.data ?? []).filter(({ id }) => id !== channelId);
  const { quiet_hours: quiet, rate_limit: rate, fallback_channel_id: fallback } = sending ?? {};
  const isSet = quiet !== undefined || rate !== undefined || fallback !== undefined;
  return (
    <details open={isSet || problem !== undefined} className="rounded-md border px-3 py-2">
      <summary className="min-h-6 font-medium">{t("title")}</summary>
      <div className="mt-3 flex flex-col gap-4 pb-1">
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("from")} error={problem === "quiet" ? t("quietProblem") : undefined}>
            {(control) => <Input {...control} name="quiet_from" type="time" defaultValue={quiet?.from} />}
          </Field>
          <Field label={t("to")}>
            {(control) => <Input {...control} name="quiet_to" type="time" defaultValue={quiet?.to} />}
          </Field>
        </div>
        <Field label={t("zone")} hint={t("quietHint")}>
          {(control) => (
            <>
              <Input
                {...control}
                name="quiet_zone"
                list={zones}
                maxLength={64}
                defaultValue={quiet?.time_zone ?? viewersZone}
                autoComplete="off"
                spellCheck={false}
              />
              <datalist id={zones}>
                {Intl.supportedValuesOf("timeZone").map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("count")} error={problem === "rate" ? t("rateProblem") : undefined}>
            {(control) => (
              <Input
                {...control}
                name="rate_count"
                type="number"
                min={1}
                max={10_000}
                step={1}
                defaultValue={rate?.count ?? ""}
                placeholder={t("noLimit")}
              />
            )}
          </Field>
          <Field label={t("per")}>
            {(control) => (
              <Select
                {...control}
                name="rate_per"
                defaultValue={rate?.per ?? "minute"}
                options={(["minute", "second"] as const).map((value) => ({ value, label: t(value) }))}
              />
            )}
          </Field>
        </div>
        <Field label={t("fallback")} hint={t("fallbackHint")}>
          {(control) => (
            <Select
              {...control}
              // What is chosen is among the options only once they are here.
              key={others.length}
              name="fallback_channel_id"
              defaultValue={fallback ?? ""}
              options={[
                { value: "", label: t("noFallback") },
                ...others.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
