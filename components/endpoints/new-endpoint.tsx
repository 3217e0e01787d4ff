"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { ErrorState, SkeletonRows } from "../ui/states.tsx";
import { ConnectSender } from "./connect-sender.tsx";
import type { Preset } from "./preset.ts";
import { readSecret, SecretFields } from "./secret-fields.tsx";
import { SenderPicker } from "./sender-picker.tsx";

/** From a sender's name to its first event: choose it, take its address along, wait for it, say what its fields mean. */
export function NewEndpoint() {
  const t = useTranslations("endpoint");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const presets = useQuery(trpc.endpoint.presets.queryOptions());
  const [preset, setPreset] = useState<Preset | null>(null);
  const create = useMutation(trpc.endpoint.create.mutationOptions());
  const made = create.data;
  const back = { href: "/endpoints", label: t("back") };
  if (made && preset)
    return (
      <div className="h-full overflow-y-auto pb-10">
        <PageHeader title={made.endpoint.name} description={preset.label} back={back} />
        <ConnectSender endpointId={made.endpoint.id} preset={preset} generatedSecret={made.generatedSecret} />
      </div>
    );
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("new.title")} description={t("new.description")} back={back} />
      {presets.isPending ? (
        <SkeletonRows count={6} className="md:px-8" />
      ) : presets.isError ? (
        <ErrorState error={{ message: errorText(presets.error) }} onRetry={() => presets.refetch()} />
      ) : preset === null ? (
        <SenderPicker presets={presets.data} onPick={setPreset} />
      ) : (
        <DescribeEndpoint
          key={preset.source}
          preset={preset}
          onBack={() => {
            create.reset();
            setPreset(null);
          }}
          error={create.error}
          pending={create.isPending}
          onCreate={(input) => create.mutate(input)}
        />
      )}
    </div>
  );
}

type CreateInput = {
  key: string;
  name: string;
  source: string;
  verification: { secret?: string | Record<string, string> };
};

function DescribeEndpoint({
  preset,
  error,
  pending,
  onBack,
  onCreate,
}: {
  preset: Preset;
  error: Parameters<ReturnType<typeof useErrorText>>[0] | null;
  pending: boolean;
  onBack: () => void;
  onCreate: (input: CreateInput) => void;
}) {
  const t = useTranslations("endpoint");
  const errorText = useErrorText();
  const [paste, setPaste] = useState(!preset.makesSecret);
  const taken = error?.data?.reason === "conflict";
  const secretFails = error !== null && !taken && /secret/.test(error.message);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const secret = paste ? readSecret(form, preset.secretFields) : undefined;
    onCreate({
      key: String(form.get("key")),
      name: String(form.get("name")),
      source: preset.source,
      verification: secret === undefined ? {} : { secret },
    });
  }

  return (
    <form onSubmit={submit} className="flex max-w-xl flex-col gap-5 px-4 md:px-8">
      <p className="rounded-md bg-muted px-3 py-2 text-sm">{t(`preset.${preset.source}`)}</p>
      <Field label={t("new.name")}>
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={200}
            autoComplete="off"
            autoFocus
            defaultValue={preset.source === "custom" ? "" : preset.label.replace(/ \(.*\)$/, "")}
          />
        )}
      </Field>
      <Field label={t("new.key")} hint={t("new.keyHint")} error={taken ? t("new.keyTaken") : undefined}>
        {(control) => (
          <Input
            {...control}
            name="key"
            required
            pattern="[A-Za-z0-9][A-Za-z0-9_\-]{0,63}"
            title={t("new.keyForm")}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-sm"
            defaultValue={preset.source}
          />
        )}
      </Field>
      {preset.makesSecret ? (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 text-sm font-medium">{t("new.secret")}</legend>
          {[false, true].map((choice) => (
            <label key={String(choice)} className="flex min-h-6 items-center gap-2 text-sm">
              <input
                type="radio"
                name="whose"
                className="size-4 accent-primary"
                checked={paste === choice}
                onChange={() => setPaste(choice)}
              />
              {choice ? t("new.paste") : t("new.make")}
            </label>
          ))}
        </fieldset>
      ) : null}
      {paste ? (
        <>
          <SecretFields
            fields={preset.secretFields}
            required={preset.makesSecret}
            error={secretFails ? t("new.secretForm") : undefined}
          />
          {preset.makesSecret ? null : <p className="text-sm text-muted-foreground">{t("new.later")}</p>}
        </>
      ) : null}
      {error && !taken && !secretFails ? (
        <p role="alert" className="text-sm text-destructive">
          {errorText(error)}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={pending} focusableWhenDisabled>
          {t("new.create")}
        </Button>
        <Button variant="ghost" onClick={onBack}>
          {t("new.other")}
        </Button>
      </div>
    </form>
  );
}
