"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAttemptError } from "../deliveries/attempt-error.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/toast.tsx";
import { useResumeChannel } from "./use-resume-channel.ts";

/** Sends a test message and says in words how it went; one that a paused channel sent offers to let the others go. */
export function TestChannel({
  id,
  name,
  recipient,
  paused,
}: {
  id: string;
  name: string;
  recipient: boolean;
  paused: boolean;
}) {
  const t = useTranslations("channel.test");
  const resume = useResumeChannel();
  const format = useFormatter();
  const errorText = useErrorText();
  const attemptError = useAttemptError();
  const trpc = useTRPC();
  const test = useMutation(
    trpc.channel.test.mutationOptions({
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  const met = test.data;
  const ok = met?.outcome === "caught" || met?.outcome === "sent";
  const mended = ok && paused;
  const [asking, setAsking] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setAsking(false);
    test.mutate({ id, to: String(new FormData(event.currentTarget).get("to")) });
  }
  return (
    <>
      <Button
        aria-label={t("button", { name })}
        disabled={test.isPending}
        focusableWhenDisabled
        onClick={() => (recipient ? setAsking(true) : test.mutate({ id }))}
      >
        {test.isPending ? t("pending") : t("short")}
      </Button>
      <Dialog open={asking} onOpenChange={setAsking}>
        <DialogContent title={t("askTitle")} description={t("askDescription")}>
          <form onSubmit={submit} className="flex flex-col gap-4">
            <Field label={t("to")} hint={t("toHint")}>
              {(control) => <Input {...control} name="to" maxLength={254} autoComplete="off" />}
            </Field>
            <DialogFooter>
              <Button type="submit" variant="primary">
                {t("send")}
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
      <Dialog
        open={met !== undefined}
        onOpenChange={(open) => {
          if (!open) test.reset();
        }}
      >
        <DialogContent title={ok ? t("okTitle") : t("notOkTitle")}>
          {met === undefined ? null : (
            <div className="flex gap-2.5">
              {ok ? (
                <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-positive" />
              ) : (
                <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-destructive" />
              )}
              <div className="min-w-0 flex-1">
                {met.outcome === "caught" ? (
                  <p>{t("caught")}</p>
                ) : (
                  <>
                    <p>{met.outcome === "sent" ? t(paused ? "okPaused" : "ok") : attemptError(met)}</p>
                    {met.httpStatus === null ? null : (
                      <p className="text-sm text-muted-foreground">
                        {t("answer", {
                          status: met.httpStatus,
                          duration: format.number(met.durationMs, {
                            style: "unit",
                            unit: "millisecond",
                            maximumFractionDigits: 0,
                          }),
                        })}
                      </p>
                    )}
                    {met.response ? (
                      <pre className="foreign-text mt-2 max-h-40 overflow-auto rounded-md bg-muted p-2 font-mono text-xs">
                        {met.response}
                      </pre>
                    ) : null}
                  </>
                )}
              </div>
            </div>
          )}
          <DialogFooter>
            <DialogClose render={<Button variant={mended ? "ghost" : "primary"} />}>{t("close")}</DialogClose>
            {mended ? (
              <DialogClose render={<Button variant="primary" />} onClick={() => resume.mutate({ id })}>
                {t("resume")}
              </DialogClose>
            ) : null}
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  );
}
