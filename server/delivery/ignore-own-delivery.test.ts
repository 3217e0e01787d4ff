import { expect, test } from "vitest";
import { findEvent } from "../incoming-event/find-event.ts";
import { newId } from "../platform/ids.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { testContext } from "../testing/context.ts";
import { oneOfEverything } from "../testing/one-of-everything.ts";
import { connectSender } from "../testing/webhook-sender.ts";
import { ignoreOwnDelivery } from "./ignore-own-delivery.ts";

test("a reply of ours that comes back in is ignored; anybody else's message is not", async () => {
  const ctx = await testContext({ outbound: createOutbound({ allowPrivateHosts: [] }) });
  const { deliveries: deliveryId } = await oneOfEverything(ctx);
  const { post } = await connectSender(ctx);
  const arrive = async (deliveryId: string, type = "message.send") => {
    const body = JSON.stringify({ type, data: { delivery_id: deliveryId, text: "Thank you" } });
    const { event_id } = (await (await post(body)).json()) as { event_id: string };
    return { event_id, ignored: await ignoreOwnDelivery({ ctx, input: { eventId: event_id } }) };
  };
  const own = await arrive(deliveryId!);
  expect(own.ignored).toBe(true);
  expect(await findEvent(ctx, own.event_id)).toMatchObject({
    status: "ignored",
    statusReason: expect.stringContaining("our own"),
  });
  expect((await arrive(newId())).ignored).toBe(false);
  expect((await arrive(deliveryId!, "ticket.created")).ignored).toBe(false);
  expect((await arrive("not an id")).ignored).toBe(false);
});
