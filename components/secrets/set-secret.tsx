"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChannelDialog } from "../channels/channel-dialog.tsx";
import type { Answers } from "../trpc.ts";
import { Button } from "../ui/button.tsx";

/** The way to another secret for a channel whose provider gives it: the channel's own form. */
export function SetSecret({ channel }: { channel: Answers["channel"]["overview"][number] }) {
  const t = useTranslations("secrets");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-label={t("replaceOf", { name: channel.name })} onClick={() => setOpen(true)}>
        {t("replace")}
      </Button>
      <ChannelDialog channel={channel} open={open} onOpenChange={setOpen} onSecret={() => {}} />
    </>
  );
}
