import { expect, test } from "vitest";
import { makeContext } from "../context.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { describeSecrets } from "./describe-secrets.ts";
import { openSecrets } from "./open-secrets.ts";
import { putSecret } from "./put-secret.ts";
import { lastFour } from "./rules.ts";
import type { SecretOwner } from "./schema.ts";

const newOwner = (): SecretOwner => ({ kind: "endpoint", id: newId(), slot: "verification" });

test("a rotated secret stays valid until its time, and only the two newest are kept", async () => {
  const ctx = await testContext();
  const db = ctx.platform.database.prisma;
  const owner = newOwner();
  const at = (minutes: number) => ({ ...ctx, now: () => new Date(Date.now() + minutes * 60_000) });
  const open = async (minutes: number) =>
    (await openSecrets(db, { ctx: at(minutes), owner })).map((secret) => secret.value);

  await putSecret(db, { ctx, owner, value: "whsec_first-secret" });
  expect(await open(0)).toEqual(["whsec_first-secret"]);
  await putSecret(db, { ctx, owner, value: "whsec_second-secret", oldValidUntil: at(60).now() });
  expect(await open(59)).toEqual(["whsec_second-secret", "whsec_first-secret"]);
  expect(await open(61)).toEqual(["whsec_second-secret"]);
  await putSecret(db, { ctx, owner, value: "whsec_third-secret", oldValidUntil: at(60).now() });
  expect(await open(0)).toEqual(["whsec_third-secret", "whsec_second-secret"]);
  await putSecret(db, { ctx, owner, value: "whsec_fourth-secret" });
  expect(await open(0)).toEqual(["whsec_fourth-secret"]);
});

test("what leaves is the last four characters, and nothing opens elsewhere", async () => {
  const ctx = await testContext();
  const db = ctx.platform.database.prisma;
  const owner = newOwner();
  await putSecret(db, { ctx, owner, value: "whsec_canary-1234" });

  const described = await describeSecrets(db, {
    ctx,
    owners: { kind: "endpoint", ids: [owner.id], slot: "verification" },
  });
  expect(described.get(owner.id)).toMatchObject([{ last4: "1234", expiresAt: null }]);
  const rows = await db.secret.findMany({ where: { workspaceId: ctx.workspaceId } });
  expect(Buffer.concat(rows.flatMap((row) => [row.ciphertext, row.nonce])).includes("canary")).toBe(false);

  // A row carried over to another owner, or to another workspace, keeps its seal.
  const other = newOwner();
  await db.secret.updateMany({ where: { ownerId: owner.id }, data: { ownerId: other.id } });
  await expect(openSecrets(db, { ctx, owner: other })).rejects.toThrow();
  const foreign = makeContext(ctx.platform, newId(), ctx.actor);
  expect(await openSecrets(db, { ctx: foreign, owner: other })).toEqual([]);
});

test.each([
  ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "LaSw"],
  ["mysecret", ""],
  ["twelve-chars", ""],
])("the last four of %s are %s", (secret, shown) => expect(lastFour(secret)).toBe(shown));
