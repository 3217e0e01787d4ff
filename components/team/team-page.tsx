"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { ErrorState, SkeletonRows } from "../ui/states.tsx";
import { InvitationList } from "./invitation-list.tsx";
import { InviteMember } from "./invite-member.tsx";
import { MemberRow } from "./member-row.tsx";

/** Who works in this workspace, what they may do, and who is asked to join. */
export function TeamPage() {
  const t = useTranslations("team");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const team = useQuery(trpc.team.list.queryOptions());
  const me = useQuery(trpc.me.show.queryOptions());
  const admins = team.data?.filter((member) => member.role === "admin").length ?? 0;
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} actions={<InviteMember />} />
      {team.isPending ? (
        <SkeletonRows count={4} className="md:px-8" />
      ) : team.isError ? (
        <ErrorState error={{ message: errorText(team.error) }} onRetry={() => team.refetch()} />
      ) : (
        <ul aria-label={t("title")} className="border-t">
          {team.data.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              isSelf={member.userId === me.data?.id}
              isLastAdmin={member.role === "admin" && admins === 1}
            />
          ))}
        </ul>
      )}
      <InvitationList />
    </div>
  );
}
