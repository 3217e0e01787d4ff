"use client";

import { useMutation } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { eventStatusValues } from "../events/event-status.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { toast } from "../ui/toast.tsx";

const atOnce = 20;

/** Sends a filtered set of an endpoint's events through once more, page by page, and tells how far it is. */
export function ReplayEvents({ endpointId }: { endpointId: string }) {
  const t = useTranslations("endpoint.replay");
  const statuses = useTranslations("event.status");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const [count, setCount] = useState<number | null>(null);
  const stopped = useRef(false);
  const page = useMutation(trpc.endpoint.replay.mutationOptions());

  async function run(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const type = String(form.get("type")).trim();
    const status = eventStatusValues.find((known) => known === form.get("status"));
    stopped.current = false;
    let sum = 0;
    let without = 0;
    setCount(0);
    try {
      let before: string | undefined;
      do {
        const { replayed, redacted, next } = await page.mutateAsync({
          endpoint: endpointId,
          limit: atOnce,
          ...(type && { type }),
          ...(status && { status }),
          ...(before && { before }),
        });
        sum += replayed;
        without += redacted;
        setCount(sum);
        before = next ?? undefined;
      } while (before && !stopped.current);
      const left = without > 0 ? { description: t("redacted", { count: without }) } : {};
      toast.success({ title: t("done", { count: sum }), ...left });
    } catch (error) {
      toast.error({ title: t("failed"), description: errorText(error as Parameters<typeof errorText>[0]) });
    }
    setCount(null);
  }

  return (
    <form onSubmit={run} className="flex max-w-xl flex-col gap-4">
      <p className="text-sm text-muted-foreground">{t("description")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("type")} hint={t("typeHint")}>
          {(control) => (
            <Input {...control} name="type" maxLength={200} autoComplete="off" spellCheck={false} />
          )}
        </Field>
        <Field label={t("status")}>
          {(control) => (
            <Select
              {...control}
              name="status"
              options={[
                { value: "", label: t("anyStatus") },
                ...eventStatusValues.map((value) => ({ value, label: statuses(value) })),
              ]}
            />
          )}
        </Field>
      </div>
      {count === null ? (
        <Button type="submit" className="self-start">
          <RotateCcw aria-hidden /> {t("start")}
        </Button>
      ) : (
        <div className="flex items-center gap-3">
          <span role="status" className="text-sm text-muted-foreground">
            {t("progress", { count })}
          </span>
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            {t("stop")}
          </Button>
        </div>
      )}
    </form>
  );
}
