"use client";

import { useTranslations } from "next-intl";
import type { Actor } from "../../server/context.ts";

/** Who on our side did something. */
export function Author({ actor }: { actor: Actor }) {
  const t = useTranslations("conversation.actor");
  if (actor.kind === "user" || actor.kind === "apiKey") return <bdi>{actor.name}</bdi>;
  return t(actor.kind);
}
