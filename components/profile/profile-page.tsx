"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { toast } from "../ui/toast.tsx";
import { Appearance } from "./appearance.tsx";
import { OwnWorkspaces } from "./own-workspaces.tsx";
import { PasswordForm } from "./password-form.tsx";

/** What a person decides about themselves. */
export function ProfilePage({
  name,
  email,
  languageSwitch,
}: {
  name: string;
  email: string;
  languageSwitch: ReactNode;
}) {
  const t = useTranslations("profile");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const save = useMutation(
    trpc.me.update.mutationOptions({
      onSuccess: () => {
        toast.success({ title: t("saved") });
        router.refresh();
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate({ name: String(new FormData(event.currentTarget).get("name")) });
  }

  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={<bdi>{email}</bdi>} />
      <PageSection title={t("name")}>
        <form onSubmit={submit} className="flex max-w-md flex-col gap-3">
          <Field
            label={t("nameLabel")}
            hint={t("nameHint")}
            error={save.error ? errorText(save.error) : undefined}
          >
            {(control) => (
              <Input
                {...control}
                name="name"
                required
                maxLength={100}
                defaultValue={name}
                autoComplete="name"
              />
            )}
          </Field>
          <div>
            <Button type="submit" variant="primary" disabled={save.isPending} focusableWhenDisabled>
              {t("save")}
            </Button>
          </div>
        </form>
      </PageSection>
      <OwnWorkspaces />
      <PageSection title={t("appearance")}>
        <Appearance languageSwitch={languageSwitch} />
      </PageSection>
      <PageSection title={t("password.title")}>
        <PasswordForm email={email} />
      </PageSection>
    </div>
  );
}
