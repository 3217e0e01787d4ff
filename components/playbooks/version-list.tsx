"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { ExactTime } from "../ui/time.tsx";
import { draftOf, type PlaybookDraft } from "./draft.ts";

type Author = { kind: string; name?: string };

/** What the playbook said before; any of it can be put into the form again, and is saved from there. */
export function VersionList({ id, onRestore }: { id: string; onRestore: (draft: PlaybookDraft) => void }) {
  const t = useTranslations("playbook.versions");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.playbook.versions.queryOptions({ id }));
  if (!data) return null;
  return (
    <ol className="max-w-3xl divide-y rounded-md border text-sm">
      {data.map((version, index) => {
        const author = version.author as Author;
        const before = data[index + 1]?.content;
        const changed = before
          ? Object.entries(version.content)
              .filter(
                ([name, value]) =>
                  JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof before]),
              )
              .map(([name]) => t(`fields.${name as keyof typeof version.content}`))
          : [];
        return (
          <li key={version.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
            <span className="font-medium">{t("version", { number: version.number })}</span>
            <span className="text-muted-foreground">
              <ExactTime at={version.createdAt} />
            </span>
            <bdi>{author.name ?? t("system")}</bdi>
            <span className="min-w-0 flex-1 text-muted-foreground">{changed.join(t("separator"))}</span>
            {index > 0 ? (
              <Button size="sm" onClick={() => onRestore(draftOf(version.content))}>
                {t("restore")}
              </Button>
            ) : (
              <span className="text-muted-foreground">{t("current")}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
