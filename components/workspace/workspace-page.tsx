"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { toast } from "../ui/toast.tsx";

/** The workspace itself: its name. */
export function WorkspacePage({ name }: { name: string }) {
  const t = useTranslations("workspace");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const rename = useMutation(
    trpc.team.renameWorkspace.mutationOptions({
      onSuccess: () => {
        toast.success({ title: t("renamed") });
        router.refresh();
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    rename.mutate({ name: String(new FormData(event.currentTarget).get("name")) });
  }

  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      <PageSection title={t("name")}>
        <form onSubmit={submit} className="flex max-w-md flex-col gap-3">
          <Field
            label={t("nameLabel")}
            hint={t("nameHint")}
            error={rename.error ? errorText(rename.error) : undefined}
          >
            {(control) => (
              <Input
                {...control}
                key={name}
                name="name"
                required
                maxLength={100}
                defaultValue={name}
                autoComplete="off"
              />
            )}
          </Field>
          <div>
            <Button type="submit" variant="primary" disabled={rename.isPending} focusableWhenDisabled>
              {t("save")}
            </Button>
          </div>
        </form>
      </PageSection>
    </div>
  );
}
