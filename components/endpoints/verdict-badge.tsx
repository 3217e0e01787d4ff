import { useTranslations } from "next-intl";
import type { WebhookRequestSummary } from "../../server/incoming-event/schema.ts";
import { Badge, type Tone } from "../ui/badge.tsx";

const tones: Record<WebhookRequestSummary["verdict"], Tone> = {
  accepted: "positive",
  duplicate: "neutral",
  handshake: "primary",
  rejected: "destructive",
};

export function VerdictBadge({ request }: { request: Pick<WebhookRequestSummary, "verdict"> }) {
  const t = useTranslations("endpoint.verdict");
  return <Badge tone={tones[request.verdict]}>{t(request.verdict)}</Badge>;
}
