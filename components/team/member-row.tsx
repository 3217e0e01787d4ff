"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { TeamMember } from "../../server/user/schema.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";

/** One person, with another role or no place in the team one press and a question away. */
export function MemberRow({
  member,
  isSelf,
  isLastAdmin,
}: {
  member: TeamMember;
  isSelf: boolean;
  isLastAdmin: boolean;
}) {
  const t = useTranslations("team");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const { userId, name, role } = member;
  const failed = (error: Parameters<typeof errorText>[0]) =>
    toast.error({ title: t("failed"), description: errorText(error) });
  const other = role === "admin" ? "agent" : "admin";
  const change = useMutation(
    trpc.team.changeRole.mutationOptions({
      onSuccess: () => toast.success({ title: t(`${other}.done`, { name }) }),
      onError: failed,
    }),
  );
  const remove = useMutation(
    trpc.team.remove.mutationOptions({
      onSuccess: () => toast.success({ title: t("remove.done", { name }) }),
      onError: failed,
    }),
  );
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 md:px-8">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="truncate font-medium">{name}</bdi>
          <Badge tone={role === "admin" ? "primary" : "neutral"}>{t(`role.${role}`)}</Badge>
          {isSelf ? <Badge tone="outline">{t("you")}</Badge> : null}
        </p>
        <p className="foreign-text text-sm text-muted-foreground">
          {member.email} · {t("joined")} <RelativeTime at={member.joinedAt} />
        </p>
      </div>
      {isLastAdmin ? (
        <p className="text-sm text-muted-foreground">{t("lastAdmin")}</p>
      ) : (
        <div className="flex gap-2">
          <ConfirmButton
            title={t(`${other}.title`, { name })}
            description={t(`${other}.description`)}
            confirm={t(`${other}.confirm`)}
            aria-label={t(`${other}.button`, { name })}
            pending={change.isPending}
            onConfirm={() => change.mutateAsync({ userId, role: other })}
          >
            {t(`${other}.confirm`)}
          </ConfirmButton>
          <ConfirmButton
            title={t("remove.title", { name })}
            description={t("remove.description")}
            confirm={t("remove.confirm")}
            aria-label={t("remove.button", { name })}
            pending={remove.isPending}
            onConfirm={() => remove.mutateAsync({ userId })}
          >
            {t("remove.confirm")}
          </ConfirmButton>
        </div>
      )}
    </li>
  );
}
