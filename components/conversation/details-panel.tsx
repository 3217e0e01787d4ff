"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EventStatusBadge } from "../events/event-status.tsx";
import { contactName } from "../inbox/conversation-row.tsx";
import { ConversationStatusBadge } from "../inbox/conversation-status.tsx";
import { useSentence } from "../sentences/use-sentence.ts";
import { ExactTime, RelativeTime } from "../ui/time.tsx";
import { RawPayload } from "./raw-payload.tsx";
import type { Shown } from "./shown.ts";

/** What happened, to whom, and what happened with them before. */
export function DetailsPanel({ shown }: { shown: Shown }) {
  const t = useTranslations("conversation");
  const sentence = useSentence();
  const { events, earlier } = shown;
  const { contact } = shown.conversation;
  return (
    <div className="divide-y text-sm">
      <Section title={t("contact")}>
        <Field name={t("fields.name")}>{contactName(contact)}</Field>
        <Field name={t("fields.email")}>{contact.email}</Field>
        <Field name={t("fields.phone")}>{contact.phone}</Field>
        <Field name={t("fields.externalId")}>
          <span className="font-mono text-xs">{contact.externalId}</span>
        </Field>
      </Section>
      {events.map((event, index) => (
        <Section
          key={event.id}
          title={index === 0 ? t("event") : t("earlierEvent")}
          mark={<EventStatusBadge status={event.status} />}
        >
          <Field name={t("fields.type")}>
            <Link href={`/events/${event.id}`} className="font-mono text-xs text-primary hover:underline">
              {event.type}
            </Link>
          </Field>
          <Field name={t("fields.entity")}>{event.mapped.entity}</Field>
          <Field name={t("fields.endpoint")}>{event.endpoint.name}</Field>
          <Field name={t("fields.occurredAt")}>
            {event.occurredAt ? <ExactTime at={event.occurredAt} /> : null}
          </Field>
          <Field name={t("fields.receivedAt")}>
            <ExactTime at={event.receivedAt} />
          </Field>
          <Field name={t("fields.text")}>{event.mapped.text}</Field>
          {event.statusReason ? (
            <Field name={t("fields.reason")}>{sentence(event.statusReason)}</Field>
          ) : null}
          <RawPayload eventId={event.id} />
        </Section>
      ))}
      <Section title={t("earlier")}>
        {earlier.length === 0 ? (
          <p className="text-muted-foreground">{t("noEarlier")}</p>
        ) : (
          <ul className="-mx-2">
            {earlier.map((other) => (
              <li key={other.id}>
                <Link href={`/inbox/${other.id}`} className="block rounded-md px-2 py-1.5 hover:bg-muted">
                  <span className="block truncate">
                    <bdi>{other.subject}</bdi>
                  </span>
                  <span className="flex items-center gap-2 text-xs text-muted-foreground">
                    <ConversationStatusBadge status={other.status} />
                    <RelativeTime at={other.lastActivityAt} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}

function Section({ title, mark, children }: { title: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5 px-4 py-4 md:px-5">
      <h3 className="mb-0.5 flex items-center justify-between font-semibold">
        {title}
        {mark}
      </h3>
      {children}
    </section>
  );
}

/** A name and a value; nothing at all when there is no value. */
export function Field({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <div className="grid grid-cols-[6.5rem_1fr] gap-2">
      <span className="text-muted-foreground">{name}</span>
      <span className="foreign-text line-clamp-6 min-w-0">{children}</span>
    </div>
  );
}
