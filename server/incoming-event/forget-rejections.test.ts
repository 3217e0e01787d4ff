import { expect, test } from "vitest";
import { testContext } from "../testing/context.ts";
import { connectSender } from "../testing/webhook-sender.ts";
import { forgetRejections } from "./forget-rejections.ts";
import { listRequests } from "./list-requests.ts";

const wrong = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const day = 24 * 3_600_000;

test("rejections go after seven days, and bodies beyond the newest 100 MB; what brought an event stays", async () => {
  const ctx = await testContext();
  const { prisma } = ctx.platform.database;
  const { post } = await connectSender(ctx);
  const accepted = (await (await post('{"event_id":"kept"}')).json()) as { request_id: string };
  for (let i = 0; i < 3; i++) await post('{"event_id":"refused"}', { secret: wrong });
  const rejected = (await listRequests({ ctx, input: { verdict: "rejected" } })).data.map((row) => row.id);
  const bodies = async () => {
    const where = { workspaceId: ctx.workspaceId, verdict: "rejected" };
    const rows = await prisma.webhookRequest.findMany({
      where,
      orderBy: { id: "desc" },
      select: { body: true },
    });
    return rows.map((row) => row.body !== null);
  };

  // As if each were 60 MB: the newest fits, the others do not.
  await prisma.webhookRequest.updateMany({
    where: { id: { in: rejected } },
    data: { bodySize: 60 * 1024 * 1024 },
  });
  await forgetRejections(ctx.platform, new Date());
  expect(await bodies()).toEqual([true, false, false]);

  await forgetRejections(ctx.platform, new Date(Date.now() + 6.9 * day));
  expect(await bodies()).toHaveLength(3);
  // Only this workspace's rows are old: the other tests' rows must live.
  await prisma.webhookRequest.updateMany({
    where: { workspaceId: ctx.workspaceId },
    data: { receivedAt: new Date(Date.now() - 7.1 * day) },
  });
  await forgetRejections(ctx.platform, new Date());
  expect(await bodies()).toHaveLength(0);
  const left = (await listRequests({ ctx, input: {} })).data;
  expect(left.map((row) => row.id)).toEqual([accepted.request_id]);
});
