"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, BookmarkPlus, Trash2, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactElement, useState } from "react";
import type { ViewFilter } from "../../server/conversation/schema.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import {
  Menu,
  MenuContent,
  MenuGroup,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  MenuTrigger,
} from "../ui/menu.tsx";
import { toast } from "../ui/toast.tsx";
import { useInboxFilters, viewAddress } from "./filters.ts";
import { SaveViewDialog } from "./save-view-dialog.tsx";

/** The views everybody has. */
const presets = [
  ["review", {}],
  ["mine", { status: "open", assignee: "me" }],
  ["unassigned", { status: "open", assignee: "none" }],
  ["urgent", { status: "open", priority: "urgent" }],
] as const satisfies readonly (readonly [string, ViewFilter])[];

/** The views everybody has, one's own and the team's; and what is shown now can become one. Begins open. */
export default function ViewsMenu({ button }: { button: ReactElement }) {
  const t = useTranslations("views");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const errorText = useErrorText();
  const { view, address } = useInboxFilters();
  const [saving, setSaving] = useState(false);
  const views = useQuery(trpc.view.list.queryOptions());
  const current = views.data?.find((saved) => viewAddress(saved.filter) === address);
  const show = (filter: ViewFilter) => router.push(`/inbox${viewAddress(filter)}`);
  const remove = useMutation(
    trpc.view.delete.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.view.pathFilter()),
      onError: (error) => toast.error({ title: t("notDeleted"), description: errorText(error) }),
    }),
  );
  const save = useMutation(
    trpc.view.save.mutationOptions({ onSuccess: () => client.invalidateQueries(trpc.view.pathFilter()) }),
  );

  /** Deleted at once; the undo saves it again. */
  async function drop(saved: NonNullable<typeof current>) {
    await remove.mutateAsync({ id: saved.id });
    const { name, shared, filter } = saved;
    toast.success({
      title: t("deleted", { name }),
      action: { label: t("undo"), run: () => save.mutate({ name, shared, filter }) },
    });
  }

  return (
    <>
      <Menu defaultOpen>
        <MenuTrigger render={button} />
        <MenuContent within="main" align="end" className="w-64">
          <MenuGroup>
            {presets.map(([name, filter]) => (
              <MenuItem key={name} onClick={() => show(filter)}>
                <Bookmark aria-hidden /> {t(`presets.${name}`)}
              </MenuItem>
            ))}
          </MenuGroup>
          {views.data && views.data.length > 0 ? (
            <MenuGroup>
              <MenuLabel>{t("saved")}</MenuLabel>
              {views.data.map((saved) => (
                <MenuItem key={saved.id} onClick={() => show(saved.filter)}>
                  {saved.shared ? <Users aria-hidden /> : <Bookmark aria-hidden />}
                  <bdi className="min-w-0 flex-1 truncate">{saved.name}</bdi>
                  {saved.shared ? <span className="text-xs text-muted-foreground">{t("team")}</span> : null}
                </MenuItem>
              ))}
            </MenuGroup>
          ) : null}
          <MenuSeparator />
          <MenuGroup>
            {current ? (
              <MenuItem onClick={() => void drop(current).catch(() => {})}>
                <Trash2 aria-hidden /> <span className="truncate">{t("delete", { name: current.name })}</span>
              </MenuItem>
            ) : (
              <MenuItem onClick={() => setSaving(true)}>
                <BookmarkPlus aria-hidden /> {t("save")}
              </MenuItem>
            )}
          </MenuGroup>
        </MenuContent>
      </Menu>
      <SaveViewDialog
        open={saving}
        onOpenChange={setSaving}
        pending={save.isPending}
        error={save.error ? errorText(save.error) : undefined}
        onSave={async ({ name, shared }) => {
          const done = await save.mutateAsync({ name, shared, filter: view }).catch(() => undefined);
          if (!done) return;
          setSaving(false);
          toast.success({ title: t("savedAs", { name }) });
        }}
      />
    </>
  );
}
