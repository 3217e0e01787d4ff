import { z } from "zod";
import { createChannel } from "../../../channel/create-channel.ts";
import { deleteChannel } from "../../../channel/delete-channel.ts";
import { getChannel } from "../../../channel/get-channel.ts";
import { channelKindNames } from "../../../channel/kinds/kinds.ts";
import { listChannels } from "../../../channel/list-channels.ts";
import { pauseChannel } from "../../../channel/pause-channel.ts";
import { pauseReasons } from "../../../channel/rules.ts";
import { type ChannelView, channelChanges, newChannel } from "../../../channel/schema.ts";
import { sending } from "../../../channel/sending/schema.ts";
import { updateChannel } from "../../../channel/update-channel.ts";
import { wording } from "../../../channel/wording/schema.ts";
import { resumeChannel } from "../../../delivery/resume-channel.ts";
import {
  isoTime,
  isoTimeOrNull,
  listOf,
  pageOf,
  pageQuery,
  time,
  toList,
  uuid,
  whatWasSent,
} from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

const channel = z.object({
  id: uuid,
  name: z.string(),
  kind: z.enum(channelKindNames),
  config: z.record(z.string(), z.unknown()),
  sending,
  wording,
  has_secret: z.boolean(),
  secret_last4: z.string().nullable(),
  paused_at: time.nullable(),
  /** Why it paused itself; null where a person did. */
  pause_reason: z.enum(pauseReasons).nullable(),
  /** Since its last success: when an attempt first failed for no fault of a customer's, how many have, what the last said. */
  failing_since: time.nullable(),
  failed_in_a_row: z.int(),
  failing_error: z.string().nullable(),
  created_at: time,
  updated_at: time,
});

const describe = (row: ChannelView): z.input<typeof channel> => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  config: row.config,
  sending: row.sending,
  wording: row.wording,
  has_secret: row.secretLast4 !== null,
  secret_last4: row.secretLast4,
  paused_at: isoTimeOrNull(row.pausedAt),
  pause_reason: row.pauseReason,
  failing_since: isoTimeOrNull(row.failingSince),
  failed_in_a_row: row.failedInARow,
  failing_error: row.failingError,
  created_at: isoTime(row.createdAt),
  updated_at: isoTime(row.updatedAt),
});

export const channelRoutes = [
  route({
    method: "POST",
    path: "/channels",
    permission: "channel:manage",
    summary: "Make a channel; a signing secret that Firstline generates is answered here, this once.",
    status: 201,
    body: newChannel,
    response: channel.extend({ secret: z.string().optional() }),
    run: async ({ ctx, body }) => {
      const { secret, ...made } = await createChannel({ ctx, input: body });
      return { ...describe(made), ...(secret !== undefined && { secret }) };
    },
  }),
  route({
    method: "GET",
    path: "/channels",
    permission: "channel:read",
    summary: "List the channels, newest first.",
    status: 200,
    query: z.object(pageQuery),
    response: listOf(channel),
    run: async ({ ctx, query }) => toList(await listChannels({ ctx, input: pageOf(query) }), describe),
  }),
  route({
    method: "GET",
    path: "/channels/{id}",
    permission: "channel:read",
    summary: "Show a channel.",
    status: 200,
    params: idParams,
    response: channel,
    run: async ({ ctx, params }) => describe(await getChannel({ ctx, input: params })),
  }),
  route({
    method: "PATCH",
    path: "/channels/{id}",
    permission: "channel:manage",
    summary: "Change a channel; an address on another host clears the secret unless a new one is given.",
    status: 200,
    params: idParams,
    body: channelChanges,
    response: channel,
    run: async ({ ctx, params, body }) =>
      describe(await updateChannel({ ctx, input: { ...whatWasSent(body), ...params } })),
  }),
  route({
    method: "DELETE",
    path: "/channels/{id}",
    permission: "channel:manage",
    summary: "Delete a channel.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => deleteChannel({ ctx, input: params }),
  }),
  route({
    method: "POST",
    path: "/channels/{id}/pause",
    permission: "channel:manage",
    summary: "Hold what is due by this channel; nothing is dropped.",
    status: 204,
    params: idParams,
    run: ({ ctx, params }) => pauseChannel({ ctx, input: params }),
  }),
  route({
    method: "POST",
    path: "/channels/{id}/resume",
    permission: "channel:manage",
    summary: "Let a paused channel send again, what it held first.",
    status: 200,
    params: idParams,
    response: z.object({ released: z.int() }),
    run: ({ ctx, params }) => resumeChannel({ ctx, input: params }),
  }),
];
