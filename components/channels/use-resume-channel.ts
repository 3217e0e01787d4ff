"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { toast } from "../ui/toast.tsx";

/** Lets a paused channel send again, and says how many replies set out. */
export function useResumeChannel() {
  const t = useTranslations("channel");
  const errorText = useErrorText();
  const trpc = useTRPC();
  return useMutation(
    trpc.channel.resume.mutationOptions({
      onSuccess: ({ released }) => toast.success({ title: t("resume.done", { count: released }) }),
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
}
