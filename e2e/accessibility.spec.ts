import { globSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { type Desk, expect, test, ticket } from "./desk.ts";

const screens = globSync("**/page.tsx", { cwd: join(import.meta.dirname, "../app") })
  .map((path) => `/${path.replace(/\(\w+\)\/|\/?page\.tsx$/g, "")}`)
  // Only leads on.
  .filter((screen) => screen !== "/");
const beforeSignIn = screens.filter((screen) => screen.startsWith("/sign-in"));
/** Everybody's on the way, with a thumb. */
const onPhones = [
  "/home",
  "/inbox",
  "/inbox/[conversationId]",
  "/events/[eventId]",
  "/playbooks/[playbookId]",
];

/** One of each thing that has a screen of its own, by the name the screen's address gives its id. */
async function oneOfEach({ app, post }: Desk, name: string): Promise<Record<string, string>> {
  type Row = { id: string; key?: string };
  const first = async (list: string) =>
    (await app.api<{ data: Row[] }>("GET", `/api/v1/${list}`)).data[0]!.id;
  const sent = await post(ticket({ text: "How do I reset a lamp that flickers?", name }));
  const { event_id: eventId } = (await sent.json()) as { event_id: string };
  type Event = { conversation_id: string; suggestion_id: string | null };
  const event = () => app.api<Event>("GET", `/api/v1/events/${eventId}`);
  await expect.poll(async () => (await event()).suggestion_id).not.toBeNull();
  const { conversation_id: conversationId, suggestion_id: suggestionId } = await event();
  const approve = `/api/v1/suggestions/${suggestionId}/approve`;
  const { delivery_id: deliveryId } = await app.api<{ delivery_id: string }>("POST", approve, {});
  const tool = await app.api<Row>("POST", "/api/v1/tools", {
    name: `order_status_${name.replaceAll(/\W/g, "_").toLowerCase()}`,
    description: "Where an order is.",
    effect: "read",
    request: { method: "GET", url: "https://shop.example.com/orders/{order_id}" },
    input_schema: { type: "object", properties: { order_id: { type: "string" } }, required: ["order_id"] },
  });
  return {
    eventId,
    conversationId,
    deliveryId,
    toolId: tool.id,
    endpointId: await first("endpoints"),
    requestId: await first("requests"),
    documentId: await first("documents"),
    playbookId: await first("playbooks"),
  };
}

/** What axe finds in the light, and what of colour it finds in the dark. */
async function lookAt(page: Page, screen: string): Promise<string[]> {
  await expect(page.getByRole("main")).toBeVisible();
  await page.waitForLoadState("networkidle").catch(() => {});
  const found: string[] = [];
  const look = async (scheme: "light" | "dark", rules?: string[]) => {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator(`html.${scheme}`)).toBeAttached();
    for (const finding of await axeFindings(page, rules && { rules }))
      found.push(`${screen}, ${scheme}: ${finding}`);
  };
  await look("light");
  await look("dark", ["color-contrast", "link-in-text-block"]);
  return found;
}

for (const locale of ["en-GB", "zh-CN"] as const)
  test.describe(locale, () => {
    test.use({ locale });

    test("axe finds nothing on any screen, in either theme", async ({ page, desk, signIn }) => {
      test.setTimeout(300_000);
      const ids = await oneOfEach(desk, `Axe ${locale}`);
      for (const screen of beforeSignIn) {
        await page.goto(screen);
        expect.soft(await lookAt(page, screen)).toEqual([]);
      }
      await signIn("/runs");
      const run = page.getByRole("main").getByRole("list").first().getByRole("link").first();
      ids.runId = (await run.getAttribute("href"))!.split("/").at(-1)!;
      const visit = async (screen: string) => {
        await page.goto(screen.replaceAll(/\[(\w+)\]/g, (_, name) => ids[name]!));
        expect.soft(await lookAt(page, screen)).toEqual([]);
      };
      for (const screen of screens) if (!beforeSignIn.includes(screen)) await visit(screen);
      await visit("/knowledge/[documentId]?start=0&end=10");
      await visit("/nothing-here");
      await page.setViewportSize({ width: 390, height: 800 });
      for (const screen of onPhones) await visit(screen);
    });
  });
