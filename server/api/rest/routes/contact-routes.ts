import { z } from "zod";
import { createContact } from "../../../contact/create-contact.ts";
import { deleteContact } from "../../../contact/delete-contact.ts";
import { getContact } from "../../../contact/get-contact.ts";
import { listContacts } from "../../../contact/list-contacts.ts";
import { type Contact, contactFields, newContact } from "../../../contact/schema.ts";
import { updateContact } from "../../../contact/update-contact.ts";
import { isoTime, listOf, pageOf, pageQuery, time, toList, uuid, whatWasSent } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

const { source, externalId } = newContact.shape;
const creation = contactFields.extend({ source, external_id: externalId });

const contact = z.object({
  id: uuid,
  source: z.string(),
  external_id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  created_at: time,
  updated_at: time,
});

const describe = (row: Contact): z.input<typeof contact> => ({
  id: row.id,
  source: row.source,
  external_id: row.externalId,
  name: row.name,
  email: row.email,
  phone: row.phone,
  created_at: isoTime(row.createdAt),
  updated_at: isoTime(row.updatedAt),
});

export const contactRoutes = [
  route({
    method: "POST",
    path: "/contacts",
    permission: "contact:manage",
    summary: "Make a contact; source and external_id together are unique.",
    status: 201,
    body: creation,
    response: contact,
    run: async ({ ctx, body }) => {
      const { external_id: externalId, ...fields } = body;
      return describe(await createContact({ ctx, input: { ...whatWasSent(fields), externalId } }));
    },
  }),
  route({
    method: "GET",
    path: "/contacts",
    permission: "contact:read",
    summary: "List the contacts, newest first.",
    status: 200,
    query: z.object(pageQuery),
    response: listOf(contact),
    run: async ({ ctx, query }) => toList(await listContacts({ ctx, input: pageOf(query) }), describe),
  }),
  route({
    method: "GET",
    path: "/contacts/{id}",
    permission: "contact:read",
    summary: "Show a contact.",
    status: 200,
    params: idParams,
    response: contact,
    run: async ({ ctx, params }) => describe(await getContact({ ctx, input: params })),
  }),
  route({
    method: "PATCH",
    path: "/contacts/{id}",
    permission: "contact:manage",
    summary: "Change a contact.",
    status: 200,
    params: idParams,
    body: contactFields,
    response: contact,
    run: async ({ ctx, params, body }) =>
      describe(await updateContact({ ctx, input: { ...whatWasSent(body), ...params } })),
  }),
  route({
    method: "DELETE",
    path: "/contacts/{id}",
    permission: "contact:manage",
    summary: "Delete a contact that has no conversations.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => deleteContact({ ctx, input: params }),
  }),
];
