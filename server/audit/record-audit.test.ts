import { describe, expect, it } from "vitest";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { recordAudit } from "./record-audit.ts";
import { toAuditJson } from "./rules.ts";

describe("what the audit keeps", () => {
  it.each([
    ["a secret", { name: "Desk", secret: "whsec_canary" }, { name: "Desk", secret: "[redacted]" }],
    ["a nested password", { a: [{ passwordHash: "canary" }] }, { a: [{ passwordHash: "[redacted]" }] }],
    ["a header", { headers: { Authorization: "canary" } }, { headers: { Authorization: "[redacted]" } }],
    ["whether there is a secret", { hasSecret: true, secret: null }, { hasSecret: true, secret: null }],
    ["a date", { at: new Date(0) }, { at: "1970-01-01T00:00:00.000Z" }],
    ["bytes", { body: new Uint8Array(3) }, { body: "[3 bytes]" }],
    ["a big number", { seq: 2n ** 64n }, { seq: "18446744073709551616" }],
    ["what jsonb refuses", { text: "a\u0000b\uD800" }, { text: "a\uFFFDb\uFFFD" }],
    ["nothing", undefined, null],
  ])("%s", (_, value, kept) => expect(toAuditJson(value)).toEqual(kept));

  it("ends at a depth that a hostile value cannot pass", () => {
    const root: { next?: object } = {};
    let node = root;
    for (let i = 0; i < 50_000; i++) node = node.next = {} as { next?: object };
    expect(JSON.stringify(toAuditJson(root)).length).toBeLessThan(500);
  });
});

describe("recordAudit", () => {
  it("belongs to the transaction of the change", async () => {
    const ctx = await testContext();
    const { prisma } = ctx.platform.database;
    const [kept, undone] = [newId(), newId()];
    const entry = (subjectId: string) => ({ ctx, action: "thing.changed", subjectKind: "thing", subjectId });
    await prisma.$transaction((tx) =>
      recordAudit(tx, { ...entry(kept), before: { name: "old" }, after: { name: "new", token: "canary" } }),
    );
    await expect(
      prisma.$transaction(async (tx) => {
        await recordAudit(tx, entry(undone));
        throw new Error("the change failed");
      }),
    ).rejects.toThrow("the change failed");

    const rows = await prisma.auditEntry.findMany({ where: { workspaceId: ctx.workspaceId } });
    expect(rows).toMatchObject([
      {
        subjectId: kept,
        actor: { kind: "system" },
        before: { name: "old" },
        after: { name: "new", token: "[redacted]" },
      },
    ]);
  });
});
