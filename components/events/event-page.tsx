"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQueryState } from "nuqs";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { NotThereYet } from "../live/not-there-yet.tsx";
import { useSentence } from "../sentences/use-sentence.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { ExactTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { EventStatusBadge } from "./event-status.tsx";
import { RequestView } from "./request-view.tsx";
import { Timeline } from "./timeline.tsx";

/** One event: what it says, what was done about it step by step, the request it came with, and doing it again. */
export function EventPage({ id }: { id: string }) {
  const t = useTranslations("event");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const isAdmin = useIsAdmin();
  const sentence = useSentence();
  const [chosen, setChosen] = useQueryState("run");
  const query = useQuery(trpc.event.show.queryOptions({ id }));
  const replay = useMutation(
    trpc.event.replay.mutationOptions({
      onSuccess: async ({ runId, redacted }) => {
        const left = redacted ? { description: t("replayedRedacted") } : {};
        toast.success({ title: t("replayed"), ...left });
        void setChosen(runId);
        await client.invalidateQueries(trpc.event.show.queryFilter({ id }));
      },
      onError: (error) => toast.error({ title: t("replayFailed"), description: errorText(error) }),
    }),
  );
  const back = { href: "/events", label: t("back") };
  if (!query.data) return <NotThereYet query={query} title={t("single")} back={back} />;
  const event = query.data;
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader
        back={back}
        title={<bdi>{event.type}</bdi>}
        description={<bdi className="font-mono text-xs">{event.eventKey}</bdi>}
        actions={
          <>
            <EventStatusBadge status={event.status} />
            {isAdmin ? (
              <Button onClick={() => replay.mutate({ id })} disabled={replay.isPending} focusableWhenDisabled>
                <RotateCcw aria-hidden /> {t("replay")}
              </Button>
            ) : null}
          </>
        }
      />
      {event.statusReason ? (
        <p className="foreign-text mx-4 mb-4 rounded-md bg-muted px-3 py-2 text-sm md:mx-8">
          {sentence(event.statusReason)}
        </p>
      ) : null}
      <PageSection title={t("facts")}>
        <Facts>
          <Fact name={t("fields.endpoint")}>
            {event.endpoint.name} <span className="font-mono text-xs">({event.endpoint.key})</span>
          </Fact>
          <Fact name={t("fields.verified")}>{event.verified ? t("verified") : t("unverified")}</Fact>
          <Fact name={t("fields.entity")}>{event.mapped.entity}</Fact>
          <Fact name={t("fields.contact")}>
            {event.mapped.contact?.name ?? event.mapped.contact?.email ?? event.mapped.contact?.id}
          </Fact>
          <Fact name={t("fields.text")}>{event.mapped.text}</Fact>
          <Fact name={t("fields.occurredAt")}>
            {event.occurredAt ? <ExactTime at={event.occurredAt} /> : null}
          </Fact>
          <Fact name={t("fields.receivedAt")}>
            <ExactTime at={event.receivedAt} />
          </Fact>
          <Fact name={t("fields.conversation")}>
            {event.conversationId ? (
              <Link href={`/inbox/${event.conversationId}`} className="text-primary hover:underline">
                {t("toConversation")}
              </Link>
            ) : null}
          </Fact>
        </Facts>
      </PageSection>
      <PageSection title={t("timeline")}>
        <Timeline runs={event.runs} entries={event.timeline} chosen={chosen} />
      </PageSection>
      {isAdmin ? <RequestView eventId={id} /> : null}
    </div>
  );
}
