"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { toast } from "../ui/toast.tsx";

const nothing = "nothing";
const most = 100;

/** Takes questions, one a line, and the document that answers them. */
export function AddTestQuestions() {
  const t = useTranslations("evaluation");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [missing, setMissing] = useState<{ questions?: string; document?: string }>({});
  const titles = useQuery(trpc.knowledge.titles.queryOptions(undefined, { enabled: open }));
  const add = useMutation(
    trpc.knowledge.addTestQuestions.mutationOptions({
      onSuccess: async ({ added }) => {
        setOpen(false);
        toast.success({ title: t("added", { count: added }) });
        await client.invalidateQueries(trpc.knowledge.evaluation.pathFilter());
      },
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const lines = String(form.get("questions")).split("\n");
    const questions = lines.map((line) => line.trim()).filter(Boolean);
    const document = String(form.get("document"));
    const wrong = {
      ...(questions.length === 0 && { questions: t("writeOne") }),
      ...(questions.length > most && { questions: t("tooMany", { most }) }),
      ...(document === "" && { document: t("chooseOne") }),
    };
    setMissing(wrong);
    if (Object.keys(wrong).length === 0)
      add.mutate({ questions, answer: document === nothing ? nothing : { documentId: document } });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) return;
        add.reset();
        setMissing({});
      }}
    >
      <DialogTrigger render={<Button />}>
        <Plus aria-hidden /> {t("add")}
      </DialogTrigger>
      <DialogContent title={t("addTitle")} description={t("addHint")}>
        <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
          <Field label={t("questionsField")} hint={t("onePerLine")} error={missing.questions}>
            {(control) => <Textarea {...control} name="questions" rows={5} maxLength={20_000} />}
          </Field>
          <Field
            label={t("answeredBy")}
            error={missing.document ?? (titles.error ? errorText(titles.error) : undefined)}
          >
            {(control) => (
              <Select
                {...control}
                name="document"
                defaultValue=""
                key={titles.data ? "loaded" : "loading"}
                disabled={!titles.data}
                options={[
                  { value: "", label: titles.data ? t("choose") : common("loading") },
                  { value: nothing, label: t("nothingAnswers") },
                  ...(titles.data ?? []).map(({ id, title }) => ({ value: id, label: title })),
                ]}
              />
            )}
          </Field>
          {add.error ? (
            <p role="alert" className="text-sm text-destructive">
              {errorText(add.error)}
            </p>
          ) : null}
          <DialogFooter>
            <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
            <Button type="submit" variant="primary" disabled={add.isPending} focusableWhenDisabled>
              {t("addSubmit")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
