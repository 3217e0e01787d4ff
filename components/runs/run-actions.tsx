"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, Check, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ShownRun } from "../../server/run/schema.ts";
import { type CallError, useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { toast } from "../ui/toast.tsx";
import { hasEnded } from "./run-status.tsx";

/** Again, which leads to the new run; seen, for a failure that needs no more; or an end to what goes on. */
export function RunActions({ run }: { run: ShownRun }) {
  const t = useTranslations("run");
  const router = useRouter();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries(trpc.run.pathFilter());
  const failed = (title: string) => (error: CallError) =>
    toast.error({ title, description: errorText(error) });
  const rerun = useMutation(
    trpc.run.rerun.mutationOptions({
      onSuccess: ({ id }) => {
        toast.success({ title: t("rerunStarted") });
        router.push(`/runs/${id}`);
        return refresh();
      },
      onError: failed(t("rerunFailed")),
    }),
  );
  const settle = useMutation(
    trpc.run.settle.mutationOptions({ onSuccess: refresh, onError: failed(t("settleFailed")) }),
  );
  const cancel = useMutation(
    trpc.run.cancel.mutationOptions({
      onSuccess: () => {
        toast.success({ title: t("cancelled") });
        return refresh();
      },
      onError: failed(t("cancelFailed")),
    }),
  );
  if (!hasEnded(run.status))
    return (
      <ConfirmButton
        title={t("cancel.title")}
        description={t("cancel.description")}
        confirm={t("cancel.confirm")}
        pending={cancel.isPending}
        onConfirm={() => cancel.mutateAsync({ id: run.id })}
      >
        <Ban aria-hidden /> {t("cancel.button")}
      </ConfirmButton>
    );
  return (
    <>
      {run.status === "failed" && !run.settledAt ? (
        <Button
          variant="ghost"
          disabled={settle.isPending}
          focusableWhenDisabled
          onClick={() => settle.mutate({ id: run.id })}
        >
          <Check aria-hidden /> {t("settle")}
        </Button>
      ) : null}
      <Button disabled={rerun.isPending} focusableWhenDisabled onClick={() => rerun.mutate({ id: run.id })}>
        <RotateCcw aria-hidden /> {t("rerun")}
      </Button>
    </>
  );
}
