"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Scissors } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Cut, Layout } from "../../server/knowledge/schema.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { toast } from "../ui/toast.tsx";

const sizes = ["small", "medium", "large"] as const;
const shown = 12;

/** Cuts a document differently: how that would look stands below the choice, before anything changes. */
export function CutPassages({
  documentId,
  versionId,
  text,
  layout,
}: {
  documentId: string;
  versionId: string;
  text: string;
  layout: Layout;
}) {
  const t = useTranslations("passages");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const client = useQueryClient();
  const now: Cut = { size: layout.size ?? "medium", blocksStandAlone: layout.blocksStandAlone ?? false };
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState<Cut>(now);
  const preview = useQuery(
    trpc.knowledge.preview.queryOptions(
      { versionId, cut },
      { enabled: open, placeholderData: keepPreviousData },
    ),
  );
  const revise = useMutation(
    trpc.knowledge.revise.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast.success({ title: t("recut") });
        router.replace(`/knowledge/${documentId}`);
        await client.invalidateQueries(trpc.knowledge.pathFilter());
      },
    }),
  );
  const same = cut.size === now.size && cut.blocksStandAlone === now.blocksStandAlone;
  const error = revise.error ?? preview.error;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setCut(now);
        revise.reset();
      }}
    >
      <DialogTrigger render={<Button size="sm" />}>
        <Scissors aria-hidden /> {t("cut")}
      </DialogTrigger>
      <DialogContent title={t("cutTitle")} description={t("cutDescription")} className="w-[44rem]">
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <FilterBar
            label={t("size")}
            options={sizes.map((value) => ({ value, label: t(`sizes.${value}`) }))}
            value={cut.size}
            onChange={(size) => setCut({ ...cut, size })}
          />
          <label className="flex min-h-7 items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={cut.blocksStandAlone}
              onChange={(event) => setCut({ ...cut, blocksStandAlone: event.target.checked })}
              className="size-4 accent-primary"
            />
            {t("standAlone")}
          </label>
        </div>
        <section aria-label={t("preview")} className="flex min-h-48 flex-col gap-2">
          <p role="status" className="text-sm text-muted-foreground">
            {preview.data ? t("wouldBe", { count: preview.data.length }) : common("loading")}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
          <ol tabIndex={0} className="max-h-[40dvh] divide-y overflow-y-auto rounded-md border">
            {preview.data?.slice(0, shown).map(({ ordinal, start, end }) => (
              <li key={ordinal} className="px-3 py-2 text-sm">
                <span className="foreign-text line-clamp-4">{text.slice(start, end)}</span>
              </li>
            ))}
          </ol>
          {preview.data && preview.data.length > shown ? (
            <p className="text-sm text-muted-foreground">
              {t("andMore", { count: preview.data.length - shown })}
            </p>
          ) : null}
        </section>
        {error ? (
          <p role="alert" className="text-sm text-destructive">
            {errorText(error)}
          </p>
        ) : null}
        <DialogFooter>
          <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
          <Button
            variant="primary"
            disabled={same || revise.isPending}
            focusableWhenDisabled
            onClick={() => revise.mutate({ versionId, cut })}
          >
            {t("apply")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
