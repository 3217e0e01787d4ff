"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useNow, useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ExactTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";

/** Invitations nobody has taken yet. The link itself cannot be shown again: a new invitation replaces it. */
export function InvitationList() {
  const t = useTranslations("team.invitations");
  const roles = useTranslations("team.role");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const now = useNow({ updateInterval: 60_000 });
  const { data = [] } = useQuery(trpc.team.invitations.queryOptions());
  const withdraw = useMutation(
    trpc.team.withdraw.mutationOptions({
      onSuccess: () => toast.success({ title: t("withdrawn") }),
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  if (data.length === 0) return null;
  return (
    <section className="pt-6">
      <h2 id="open-invitations" className="px-4 pb-2 font-semibold md:px-8">
        {t("title")}
      </h2>
      <ul aria-labelledby="open-invitations" className="border-t">
        {data.map(({ id, email, role, expiresAt }) => (
          <li
            key={id}
            className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 md:px-8"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex flex-wrap items-center gap-2">
                <bdi className="foreign-text font-medium">{email}</bdi>
                <Badge>{roles(role)}</Badge>
                {expiresAt <= now ? <Badge tone="pending">{t("expired")}</Badge> : null}
              </p>
              <p className="text-sm text-muted-foreground">
                {t("until")} <ExactTime at={expiresAt} />
              </p>
            </div>
            <Button
              aria-label={t("withdrawOf", { email })}
              disabled={withdraw.isPending}
              focusableWhenDisabled
              onClick={() => withdraw.mutate({ id })}
            >
              {t("withdraw")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
