"use client";

import { useTranslations } from "next-intl";
import { CopyField } from "../ui/copy-field.tsx";

/** The one address of an endpoint: there is no second one for tests. */
export function EndpointAddress({ url }: { url: string }) {
  const t = useTranslations("endpoint");
  const local = /^https?:\/\/(localhost|127\.|\[::1\])/.test(url);
  return (
    <div className="flex flex-col gap-1.5">
      <CopyField label={t("address")} value={url} />
      {local ? <p className="text-sm text-muted-foreground">{t("localAddress")}</p> : null}
    </div>
  );
}
