"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { toast } from "../ui/toast.tsx";

/** The workspaces a person belongs to, and the way into the others; nothing for whoever has one. */
export function OwnWorkspaces() {
  const t = useTranslations("profile.workspaces");
  const roles = useTranslations("team.role");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const { data = [] } = useQuery(trpc.me.workspaces.queryOptions());
  const change = useMutation(
    trpc.me.switchWorkspace.mutationOptions({
      // A whole page load: nothing of the other workspace survives in memory.
      onSuccess: () => window.location.assign("/inbox"),
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  if (data.length < 2) return null;
  return (
    <PageSection title={t("title")}>
      <ul className="max-w-md divide-y">
        {data.map(({ id, name, role, current }) => (
          <li key={id} className="flex min-h-12 items-center gap-3">
            <bdi className="min-w-0 truncate font-medium">{name}</bdi>
            <Badge>{roles(role)}</Badge>
            <span className="ml-auto">
              {current ? (
                <Badge tone="primary">{t("current")}</Badge>
              ) : (
                <Button
                  aria-label={t("switchTo", { name })}
                  disabled={change.isPending}
                  focusableWhenDisabled
                  onClick={() => change.mutate({ id })}
                >
                  {t("switch")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
