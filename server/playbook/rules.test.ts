import { describe, expect, test } from "vitest";
import { choosePlaybook, failedClause } from "./rules.ts";
import type { Playbook } from "./schema.ts";

function playbook(changes: Partial<Playbook> = {}): Playbook {
  const at = new Date(0);
  return {
    id: "a",
    name: "Everything",
    endpointId: null,
    eventType: null,
    instruction: "",
    knowledgeFilter: {},
    condition: null,
    toolIds: [],
    toolInputs: {},
    replyTemplate: null,
    version: 1,
    channelId: null,
    autonomy: "suggest",
    priority: 0,
    workingHours: null,
    outsideHours: "wait",
    createdAt: at,
    updatedAt: at,
    ...changes,
  };
}

// A Monday, twelve minutes past seven in the evening in Shanghai.
const receivedAt = new Date("2026-11-23T11:12:00Z");
const ticket = {
  endpointId: "e1",
  type: "ticket.created",
  text: "It does not start",
  fields: null,
  receivedAt,
};
const hours = (from: string, to: string) => ({
  zone: "Asia/Shanghai",
  spans: [{ days: [1, 2, 3, 4, 5], from, to }],
});

describe("which clause failed", () => {
  test.each([
    ["everything matches", {}, null],
    ["its endpoint", { endpointId: "e1" }, null],
    ["another endpoint", { endpointId: "e2" }, "it serves another endpoint"],
    ["its type", { eventType: "ticket.created" }, null],
    [
      "another type",
      { eventType: "order.paid" },
      'it serves events of type "order.paid", this one is "ticket.created"',
    ],
    ["its hours", { workingHours: hours("09:00", "20:00"), outsideHours: "pass" }, null],
    [
      "other hours",
      { workingHours: hours("09:00", "18:00"), outsideHours: "pass" },
      "it works at other hours: the event came on Monday at 19:12 in Asia/Shanghai",
    ],
    ["other hours, at which it waits", { workingHours: hours("09:00", "18:00"), outsideHours: "wait" }, null],
    ["switched off", { autonomy: "off" }, "it is switched off"],
  ] as const)("%s", (_name, changes, expected) => {
    expect(failedClause(playbook(changes), ticket)).toBe(expected);
  });

  test.each([undefined, "", " \n"])("a text of %j is none", (text) => {
    expect(failedClause(playbook(), { ...ticket, text })).toMatch(/needs a text/);
  });
});

test("the highest priority is asked first, then the older one", () => {
  const general = playbook({ id: "1", name: "general" });
  const special = playbook({ id: "3", name: "special", priority: 10, eventType: "ticket.created" });
  const twin = playbook({ id: "2", name: "twin" });
  expect(choosePlaybook([twin, general, special], ticket).playbook?.name).toBe("special");
  expect(choosePlaybook([twin, general, special], { ...ticket, type: "other" }).playbook?.name).toBe(
    "general",
  );
});

test("what the day's playbook leaves, the night's takes", () => {
  const day = playbook({
    name: "day",
    priority: 10,
    workingHours: hours("09:00", "18:00"),
    outsideHours: "pass",
  });
  const night = playbook({ name: "night" });
  expect(choosePlaybook([night, day], ticket).playbook?.name).toBe("night");
  const at = new Date("2026-11-23T09:59:00Z");
  expect(choosePlaybook([night, day], { ...ticket, receivedAt: at }).playbook?.name).toBe("day");
});

test("a miss says for each playbook which clause failed", () => {
  const match = choosePlaybook(
    [playbook({ autonomy: "off" }), playbook({ id: "b", name: "B", endpointId: "e2" })],
    ticket,
  );
  expect(match).toEqual({
    playbook: null,
    misses: ['"Everything": it is switched off', '"B": it serves another endpoint'],
  });
});
