"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/toast.tsx";
import { useRefreshRequests } from "./use-refresh-requests.ts";

export function RenameEndpoint({ endpoint }: { endpoint: Pick<Answers["endpoint"]["show"], "id" | "name"> }) {
  const t = useTranslations("endpoint.rename");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const refresh = useRefreshRequests();
  const update = useMutation(
    trpc.endpoint.update.mutationOptions({
      onSuccess: async () => {
        toast.success({ title: t("saved") });
        await refresh();
      },
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name"));
    update.mutate({ id: endpoint.id, name });
  }
  return (
    <form onSubmit={submit} className="flex max-w-xl flex-col gap-3">
      <Field label={t("name")} error={update.error ? errorText(update.error) : undefined}>
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={200}
            defaultValue={endpoint.name}
            autoComplete="off"
          />
        )}
      </Field>
      <Button type="submit" className="self-start" disabled={update.isPending} focusableWhenDisabled>
        {t("save")}
      </Button>
    </form>
  );
}
