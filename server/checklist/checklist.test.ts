import { expect, test } from "vitest";
import { makeContext } from "../context.ts";
import { testContext } from "../testing/context.ts";
import { makeEndpoint } from "../testing/rows.ts";
import { edgePlatform, signedIn } from "../testing/signed-in.ts";
import { showChecklist } from "./show-checklist.ts";
import { tickStep } from "./tick-step.ts";

test("a step is remembered once, belongs to the person, and what the rows tell ticks itself", async () => {
  const { workspaceId } = await testContext();
  const platform = edgePlatform();
  const person = async () => {
    const { userId } = await signedIn({ platform, workspaceId }, "admin");
    return makeContext(platform, workspaceId, { kind: "user", id: userId, name: "Ada" });
  };
  const ada = await person();
  expect(await showChecklist({ ctx: ada })).toEqual({ done: [], hidden: false });
  await tickStep({ ctx: ada, input: { step: "citation" } });
  await tickStep({ ctx: ada, input: { step: "citation" } });
  expect(await showChecklist({ ctx: ada })).toEqual({ done: ["citation"], hidden: false });

  await makeEndpoint(ada);
  const ben = await person();
  expect(await showChecklist({ ctx: ben })).toEqual({ done: ["endpoint", "invite"], hidden: false });
  await tickStep({ ctx: ben, input: { step: "hidden" } });
  expect((await showChecklist({ ctx: ben })).hidden).toBe(true);

  // What the demo brings along is nobody's own doing.
  await platform.database.prisma.workspace.update({ where: { id: workspaceId }, data: { demo: "ready" } });
  expect(await showChecklist({ ctx: ada })).toEqual({ done: ["citation"], hidden: false });
  await expect(
    showChecklist({ ctx: makeContext(platform, workspaceId, { kind: "system" }) }),
  ).rejects.toMatchObject({ code: "forbidden" });
  await platform.database.prisma.workspace.update({ where: { id: workspaceId }, data: { demo: null } });
});
