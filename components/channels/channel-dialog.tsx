"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { reasonOf, useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { toast } from "../ui/toast.tsx";
import { ChannelFields } from "./channel-fields.tsx";
import { type FormName, formNameOf, formNames, formOf, readForm } from "./kinds.ts";
import { readSending } from "./read-sending.ts";
import { SendingFields } from "./sending-fields.tsx";
import { readWording, WordingFields } from "./wording-fields.tsx";

type Channel = Answers["channel"]["overview"][number];

/** Makes a channel, or changes one: the form is the kind's own. */
export function ChannelDialog({
  channel,
  open,
  onOpenChange,
  onSecret,
}: {
  channel?: Channel;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSecret: (secret: string) => void;
}) {
  const t = useTranslations("channel");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const [form, setForm] = useState<FormName>(channel ? formNameOf(channel) : "webhook");
  const [problem, setProblem] = useState<"quiet" | "rate">();
  const done = () => {
    onOpenChange(false);
    toast.success({ title: t("saved") });
  };
  const create = useMutation(
    trpc.channel.create.mutationOptions({
      onSuccess: ({ secret }) => {
        done();
        if (secret) onSecret(secret);
      },
    }),
  );
  const update = useMutation(trpc.channel.update.mutationOptions({ onSuccess: done }));
  const error = create.error ?? update.error;
  const refused = ["invalid_input", "host_not_allowed"].includes(reasonOf(error) ?? "");
  const hasAddress = formOf(form).fields.some(({ name }) => name === "url" || name === "host");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (field: string) => String(data.get(field) ?? "").trim();
    const name = text("name");
    const { kind } = formOf(form);
    const read = readSending(text);
    setProblem(read.problem);
    if (read.problem) return;
    const { sending } = read;
    const wording = readWording(text);
    if (channel)
      update.mutate({
        id: channel.id,
        changes: { name, sending, wording, ...readForm(form, text, channel.config) },
      });
    else create.mutate({ kind, name, sending, wording, ...readForm(form, text) });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) return;
        setProblem(undefined);
        create.reset();
        update.reset();
      }}
    >
      <DialogContent
        title={channel ? t("edit.title") : t("create.title")}
        description={channel ? t("edit.description") : t("create.description")}
      >
        <form onSubmit={submit} className="flex flex-col gap-4">
          {channel ? null : (
            <Field label={t("kind")} hint={t(`kinds.${form}.about`)}>
              {(control) => (
                <Select
                  {...control}
                  value={form}
                  onChange={(event) =>
                    setForm(formNames.find((known) => known === event.target.value) ?? "webhook")
                  }
                  options={formNames.map((value) => ({ value, label: t(`kinds.${value}.name`) }))}
                />
              )}
            </Field>
          )}
          <Field
            label={t("name")}
            error={
              error && !(refused && hasAddress) ? (refused ? t("refused") : errorText(error)) : undefined
            }
          >
            {(control) => (
              <Input
                {...control}
                name="name"
                required
                maxLength={120}
                defaultValue={channel?.name}
                autoComplete="off"
              />
            )}
          </Field>
          <ChannelFields
            key={form}
            form={form}
            config={channel?.config}
            refused={error && refused ? t("refusedAddress") : undefined}
          />
          {form === "catcher" ? null : (
            <>
              <SendingFields channelId={channel?.id} sending={channel?.sending} problem={problem} />
              <WordingFields wording={channel?.wording} countsParts={formOf(form).kind === "sms"} />
            </>
          )}
          <DialogFooter>
            <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
            <Button
              type="submit"
              variant="primary"
              disabled={create.isPending || update.isPending}
              focusableWhenDisabled
            >
              {channel ? t("edit.submit") : t("create.submit")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
