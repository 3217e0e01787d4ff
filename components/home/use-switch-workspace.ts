"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { toast } from "../ui/toast.tsx";

/** Goes to another workspace by a whole page load: nothing of this one survives in memory. */
export function useSwitchWorkspace(path: string) {
  const t = useTranslations("demo");
  const trpc = useTRPC();
  const errorText = useErrorText();
  return useMutation(
    trpc.me.switchWorkspace.mutationOptions({
      onSuccess: () => window.location.assign(path),
      onError: (error) => toast.error({ title: t("switchFailed"), description: errorText(error) }),
    }),
  );
}
