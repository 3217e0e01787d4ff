"use client";

import { useMutation } from "@tanstack/react-query";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { reasonOf, useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/toast.tsx";

/** Another password. It ends every session the person has; this browser signs in again by itself. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("profile.password");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const [differs, setDiffers] = useState(false);
  const change = useMutation(
    trpc.me.changePassword.mutationOptions({
      onSuccess: async (_, { next }) => {
        const answer = await signIn("credentials", { email, password: next, redirect: false });
        if (!answer?.ok || answer.error) window.location.assign("/sign-in");
        else toast.success({ title: t("done"), description: t("doneHint") });
      },
    }),
  );
  const wrongCurrent = reasonOf(change.error) === "wrong_password";

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const next = String(form.get("next"));
    const same = next === String(form.get("again"));
    setDiffers(!same);
    if (!same) return;
    await change.mutateAsync({ current: String(form.get("current")), next }).then(
      () => element.reset(),
      () => {},
    );
  }

  return (
    <form onSubmit={submit} className="flex max-w-md flex-col gap-3">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={t("current")} error={wrongCurrent && change.error ? errorText(change.error) : undefined}>
        {(control) => <Input {...control} name="current" type="password" autoComplete="current-password" />}
      </Field>
      <Field
        label={t("next")}
        hint={t("nextHint")}
        error={change.error && !wrongCurrent ? errorText(change.error) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name="next"
            type="password"
            autoComplete="new-password"
            required
            minLength={8}
            maxLength={1024}
          />
        )}
      </Field>
      <Field label={t("again")} error={differs ? t("differs") : undefined}>
        {(control) => (
          <Input {...control} name="again" type="password" autoComplete="new-password" required />
        )}
      </Field>
      <div>
        <Button type="submit" disabled={change.isPending} focusableWhenDisabled>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
