import type { MappedContact } from "./schema.ts";

/**
 * The external id a contact is recognised by within its source: the sender's own id, else the e-mail address, else the
 * phone number. An event that names nobody gets a contact of its own, so that strangers never share one.
 */
export function contactIdentity(contact: MappedContact, eventId: string): string {
  if (contact.id) return contact.id;
  if (contact.email) return `email:${contact.email.toLowerCase()}`;
  if (contact.phone) return `phone:${contact.phone.replace(/[\s()-]/g, "")}`;
  return `event:${eventId}`;
}

/** What a contact is called on the screens. */
export function contactLabel(contact: {
  name: string | null;
  email: string | null;
  phone: string | null;
}): string | null {
  return contact.name ?? contact.email ?? contact.phone;
}
