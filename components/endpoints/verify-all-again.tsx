"use client";

import { useMutation } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";
import { useRefreshRequests } from "./use-refresh-requests.ts";

const atOnce = 25;

/** Judges every refused request of an endpoint again, and tells how far it is; it can be stopped between two pages. */
export function VerifyAllAgain({ endpointId }: { endpointId: string }) {
  const t = useTranslations("endpoint.again");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const refresh = useRefreshRequests();
  const [counts, setCounts] = useState<{ taken: number; refused: number } | null>(null);
  const stopped = useRef(false);
  const page = useMutation(trpc.request.verifyAllAgain.mutationOptions());

  async function run() {
    stopped.current = false;
    const sum = { taken: 0, refused: 0 };
    setCounts(sum);
    try {
      let before: string | undefined;
      do {
        const next = await page.mutateAsync({
          endpoint: endpointId,
          limit: atOnce,
          ...(before && { before }),
        });
        sum.taken += next.accepted + next.alreadyProcessed;
        sum.refused += next.stillRefused;
        setCounts({ ...sum });
        before = next.next ?? undefined;
      } while (before && !stopped.current);
      toast.success({
        title: t("allDone", { count: sum.taken }),
        description: t("allStill", { count: sum.refused }),
      });
    } catch (error) {
      toast.error({ title: t("failed"), description: errorText(error as Parameters<typeof errorText>[0]) });
    }
    setCounts(null);
    await refresh();
  }

  return counts ? (
    <span className="flex items-center gap-3">
      <span role="status" className="text-sm text-muted-foreground">
        {t("progress", { count: counts.taken + counts.refused })}
      </span>
      <Button
        onClick={() => {
          stopped.current = true;
        }}
      >
        {t("stop")}
      </Button>
    </span>
  ) : (
    <Button onClick={run}>
      <RotateCcw aria-hidden /> {t("all")}
    </Button>
  );
}
