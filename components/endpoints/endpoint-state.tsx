import { useTranslations } from "next-intl";
import { Badge } from "../ui/badge.tsx";

type State = { enabled: boolean; unverified: boolean; secrets: readonly unknown[] };

/** In a word whether requests are taken here, where that is not as it should be. */
export function EndpointState({ endpoint }: { endpoint: State }) {
  const t = useTranslations("endpoint.state");
  if (!endpoint.enabled) return <Badge tone="neutral">{t("disabled")}</Badge>;
  if (endpoint.unverified) return <Badge tone="pending">{t("unverified")}</Badge>;
  if (endpoint.secrets.length === 0) return <Badge tone="destructive">{t("noSecret")}</Badge>;
  if (endpoint.secrets.length > 1) return <Badge tone="primary">{t("rotating")}</Badge>;
  return null;
}
