import { expect, test } from "vitest";
import { testContext } from "../testing/context.ts";
import { latestChange, readChanges, recordChange } from "./changes.ts";
import { newId } from "./ids.ts";

test("a commit wakes the listeners of its table's channel", async () => {
  const { workspaceId, platform } = await testContext();
  const woken = new Promise<void>((resolve) => {
    platform.database.listen("firstline_change", resolve);
  });
  // On PostgreSQL the listening connection is opened at the first subscription.
  const timer = setInterval(() => recordChange(platform.database.prisma, workspaceId, "event", newId()), 100);
  await woken;
  clearInterval(timer);
});

test("changes are read in order, after a number, within the workspace", async () => {
  const { workspaceId, platform } = await testContext();
  const other = await testContext();
  const db = platform.database.prisma;
  const subjects = [newId(), newId(), newId()];
  for (const subject of subjects) await recordChange(db, workspaceId, "document", subject);
  await recordChange(db, other.workspaceId, "document", newId());

  const all = await readChanges(db, workspaceId, 0n, 10);
  expect(all.map((row) => row.subjectId)).toEqual(subjects);
  expect(await latestChange(db, workspaceId)).toBe(all[2]!.seq);
  expect((await readChanges(db, workspaceId, all[0]!.seq, 10)).map((row) => row.subjectId)).toEqual(
    subjects.slice(1),
  );
});
