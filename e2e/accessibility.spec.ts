import AxeBuilder from "@axe-core/playwright";
import { expect, test, ticket } from "./desk.ts";

/** Every screen, in both themes and both languages, on a desk and on a phone: axe finds nothing. */
const variants = (["en-GB", "zh-CN"] as const).flatMap((locale) =>
  (["light", "dark"] as const).map((colorScheme) => ({ locale, colorScheme })),
);

for (const { locale, colorScheme } of variants)
  test.describe(`${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme });

    test("axe finds nothing on any screen", async ({ page, desk, signIn }) => {
      test.setTimeout(300_000);
      const answer = await desk.post(
        ticket({ text: "How do I reset a lamp that flickers?", name: `Axe ${locale} ${colorScheme}` }),
      );
      const { event_id: eventId } = (await answer.json()) as { event_id: string };
      const event = () =>
        desk.app.api<{ conversation_id: string | null; suggestion_id: string | null }>(
          "GET",
          `/api/v1/events/${eventId}`,
        );
      await expect.poll(async () => (await event()).suggestion_id).not.toBeNull();
      const { conversation_id: conversationId } = await event();
      const { data: documents } = await desk.app.api<{ data: { id: string }[] }>("GET", "/api/v1/documents");
      const { data: deliveries } = await desk.app.api<{ data: { id: string }[] }>(
        "GET",
        "/api/v1/deliveries",
      );

      const check = async (path: string) => {
        await expect(page.getByRole("main")).toBeVisible();
        await page.waitForLoadState("networkidle").catch(() => {});
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${path}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
        );
        expect(found).toEqual([]);
      };
      await page.goto("/sign-in");
      await check("/sign-in");
      await signIn();
      const paths = [
        "/inbox",
        `/inbox/${conversationId}`,
        "/events",
        `/events/${eventId}`,
        "/knowledge",
        `/knowledge/${documents[0]!.id}?start=0&end=10`,
        "/deliveries",
        ...(deliveries[0] ? [`/deliveries/${deliveries[0].id}`] : []),
        "/runs",
        "/settings/engine",
        "/settings",
        "/settings/team",
        "/settings/profile",
        "/settings/channels",
        "/settings/secrets",
        "/settings/api-keys",
        "/settings/services",
        "/settings/audit",
        "/nothing-here",
      ];
      for (const path of paths) {
        await page.goto(path);
        await check(path);
      }
      await page.setViewportSize({ width: 390, height: 800 });
      for (const path of paths.slice(0, 2)) {
        await page.goto(path);
        await check(`${path} on a phone`);
      }
    });
  });
