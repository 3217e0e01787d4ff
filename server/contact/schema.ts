import { z } from "zod";

/** A line of text that may be shown and put into headers: no control characters. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, "must not contain control characters");

export const contactFields = z.strictObject({
  name: line(200).nullish(),
  email: line(320).nullish(),
  phone: line(64).nullish(),
});

export const newContact = contactFields.extend({
  source: line(64).default("custom"),
  externalId: line(512),
});

export type ContactFields = z.infer<typeof contactFields>;
export type NewContact = z.infer<typeof newContact>;

export type Contact = {
  id: string;
  source: string;
  externalId: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** What an event said about its contact; every field as text. */
export type MappedContact = { id?: string; name?: string; email?: string; phone?: string };
