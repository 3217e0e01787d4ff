"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type CallError, useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { ExactTime, RelativeTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { readSecret, SecretFields } from "./secret-fields.tsx";
import { useRefreshRequests } from "./use-refresh-requests.ts";

type Endpoint = Answers["endpoint"]["show"];
type Secret = Endpoint["secrets"][number];

/** The secrets in force: which one matched last and when, so that the old one of a rotation can go. */
export function SecretsSection({ endpoint }: { endpoint: Endpoint }) {
  const t = useTranslations("endpoint.secrets");
  if (endpoint.unverified) return <p className="text-pending">{t("unverified")}</p>;
  return (
    <div className="flex flex-col gap-3">
      {endpoint.secrets.length === 0 ? (
        <p className="text-destructive">{t("none")}</p>
      ) : (
        <ul className="divide-y">
          {endpoint.secrets.map((secret) => (
            <SecretRow key={secret.id} endpointId={endpoint.id} secret={secret} />
          ))}
        </ul>
      )}
      <ReplaceSecret endpoint={endpoint} />
    </div>
  );
}

function SecretRow({ endpointId, secret }: { endpointId: string; secret: Secret }) {
  const t = useTranslations("endpoint.secrets");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const refresh = useRefreshRequests();
  const retire = useMutation(
    trpc.endpoint.retireSecret.mutationOptions({
      onSuccess: async () => {
        toast.success({ title: t("retired") });
        await refresh();
      },
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-mono">{secret.last4 ? `••••${secret.last4}` : "••••••••"}</span>
          <Badge tone={secret.expiresAt ? "pending" : "positive"}>
            {secret.expiresAt ? t("old") : t("current")}
          </Badge>
        </p>
        <p className="text-sm text-muted-foreground">
          {secret.lastMatchedAt ? (
            <>
              {t("matched")} <RelativeTime at={secret.lastMatchedAt} />
            </>
          ) : (
            t("neverMatched")
          )}
          {secret.expiresAt ? (
            <>
              {" · "}
              {t("ends")} <ExactTime at={secret.expiresAt} />
            </>
          ) : null}
        </p>
      </div>
      {secret.expiresAt ? (
        <ConfirmButton
          title={t("retireTitle")}
          description={t("retireDescription")}
          confirm={t("retire")}
          pending={retire.isPending}
          onConfirm={() => retire.mutateAsync({ id: endpointId, secretId: secret.id })}
        >
          {t("retire")}
        </ConfirmButton>
      ) : null}
    </li>
  );
}

const hours = ["24", "1", "72", "0"] as const;

/** Sets the secret: the first one, or a new one while the old one goes on for some hours. */
export function ReplaceSecret({ endpoint }: { endpoint: Pick<Endpoint, "id" | "secretFields" | "secrets"> }) {
  const t = useTranslations("endpoint.secrets");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const refresh = useRefreshRequests();
  const [open, setOpen] = useState(false);
  const first = endpoint.secrets.length === 0;
  const update = useMutation(
    trpc.endpoint.update.mutationOptions({
      onSuccess: async () => {
        toast.success({ title: t("saved") });
        await refresh();
        setOpen(false);
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const secret = readSecret(form, endpoint.secretFields);
    update.mutate({
      id: endpoint.id,
      verification: { secret },
      old_secret_valid_hours: Number(form.get("hours") ?? 24),
    });
  }

  const error: CallError | null = update.error;
  if (endpoint.secretFields.length === 0) return null;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) update.reset();
      }}
    >
      <DialogTrigger render={<Button className="self-start" />}>
        <KeyRound aria-hidden /> {first ? t("set") : t("replace")}
      </DialogTrigger>
      <DialogContent
        title={first ? t("set") : t("replace")}
        description={first ? t("setDescription") : t("replaceDescription")}
      >
        <form onSubmit={submit} className="flex flex-col gap-4">
          <SecretFields
            fields={endpoint.secretFields}
            required
            error={
              error ? (error.data?.reason === "invalid_input" ? t("form") : errorText(error)) : undefined
            }
          />
          {first ? null : (
            <Field label={t("hours")} hint={t("hoursHint")}>
              {(control) => (
                <Select
                  {...control}
                  name="hours"
                  options={hours.map((value) => ({
                    value,
                    label: value === "0" ? t("atOnce") : t("forHours", { count: Number(value) }),
                  }))}
                />
              )}
            </Field>
          )}
          <DialogFooter>
            <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
            <Button type="submit" variant="primary" disabled={update.isPending} focusableWhenDisabled>
              {t("save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
