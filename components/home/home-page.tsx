"use client";

import { useTranslations } from "next-intl";
import { TroubledChannels } from "../channels/channel-trouble.tsx";
import { SilentEndpoints } from "../endpoints/silence.tsx";
import { useViewer } from "../frame/viewer.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { DemoCard } from "./demo-card.tsx";
import { Figures } from "./figures.tsx";
import { FirstSteps } from "./first-steps.tsx";

/** Where one begins: what to do first, and how the desk is doing. */
export function HomePage() {
  const t = useTranslations("home");
  const viewer = useViewer();
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={<bdi>{viewer?.workspaceName}</bdi>} />
      <div className="flex flex-col gap-4 px-4 md:px-8">
        <DemoCard />
        <TroubledChannels />
        <SilentEndpoints />
        <FirstSteps />
        <Figures />
      </div>
    </div>
  );
}
