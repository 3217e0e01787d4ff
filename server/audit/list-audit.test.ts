import { expect, it } from "vitest";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { listAudit } from "./list-audit.ts";
import { recordAudit } from "./record-audit.ts";

it("tells who changed what, newest first, by subject, and nothing of another workspace", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const write = (of: typeof ctx, action: string) =>
    ctx.platform.database.prisma.$transaction((tx) =>
      recordAudit(tx, {
        ctx: of,
        action,
        subjectKind: "channel",
        subjectId: newId(),
        before: { name: "old", secret: "hunter2" },
        after: { name: "new" },
      }),
    );
  for (const action of ["channel.create", "member.join", "channel.update"]) await write(ctx, action);
  await write(other, "channel.delete");
  const all = await listAudit({ ctx, input: {} });
  expect(all.data.map(({ action }) => action)).toEqual(["channel.update", "member.join", "channel.create"]);
  expect(all.data[0]).toMatchObject({ actor: { kind: "system" }, after: { name: "new" } });
  expect(JSON.stringify(all)).not.toContain("hunter2");
  const channels = await listAudit({ ctx, input: { subject: "channel", limit: 1 } });
  expect(channels.data.map(({ action }) => action)).toEqual(["channel.update"]);
  const rest = await listAudit({ ctx, input: { subject: "channel", cursor: channels.nextCursor! } });
  expect(rest.data.map(({ action }) => action)).toEqual(["channel.create"]);
});
