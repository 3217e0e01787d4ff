import { getTranslations } from "next-intl/server";
import { EmptyState } from "../../../components/ui/states.tsx";
import { requireViewer } from "../viewer.ts";

export default async function InboxPage() {
  await requireViewer("/inbox");
  const t = await getTranslations("inbox");
  return (
    <div className="flex h-full items-center">
      <EmptyState title={t("nothingOpen")}>{t("nothingOpenHint")}</EmptyState>
    </div>
  );
}
