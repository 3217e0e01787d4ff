import { axeFindsNothing } from "./axe.ts";
import { expect, test, ticket } from "./desk.ts";

const words = {
  "en-GB": {
    search: "Search in payloads",
    endpoint: "Endpoint",
    nothing: "No event has these words",
    match: "Choose a playbook",
    replay: "Replay",
    cause: "Replay",
    first: "First run",
    queued: /queued .* ran/,
    ignored: '"Everything that carries text": it needs a text, and the event carries none.',
  },
  "zh-CN": {
    search: "在事件内容中搜索",
    endpoint: "接入点",
    nothing: "没有事件包含这些词",
    match: "选择预案",
    replay: "重放",
    cause: "重放",
    first: "首次运行",
    queued: /排队 .* 运行/,
    ignored: "“Everything that carries text”需要文本，而这个事件没有。",
  },
} as const;

for (const [locale, say] of Object.entries(words))
  test.describe(locale, () => {
    test.use({ locale });

    test("an event is found by a word of its payload, inspected, and replayed", async ({
      page,
      desk,
      signIn,
    }) => {
      const mark = `needle${Date.now()}`;
      const event = ticket({ text: "我的台灯不亮了，怎么办？", name: `Finder ${locale}` });
      const sent = await desk.post({
        ...event,
        data: { ...event.data, hidden: { reference: mark } },
      } as typeof event);
      const { event_id: id } = (await sent.json()) as { event_id: string };
      const done = (eventId: string) => async () =>
        (await desk.app.api<{ status: string }>("GET", `/api/v1/events/${eventId}`)).status;
      await expect.poll(done(id)).toBe("awaiting_review");

      await signIn("/events");
      const list = page.getByRole("main").getByRole("list").first();
      await page.keyboard.press("/");
      await page.keyboard.type(mark.toUpperCase());
      await expect(page.getByRole("searchbox", { name: say.search })).toBeFocused();
      await expect(list.getByRole("listitem")).toHaveCount(1);
      await expect(page).toHaveURL(new RegExp(`search=${mark.toUpperCase()}`));
      await page.getByRole("combobox", { name: say.endpoint }).selectOption({ label: "Ticket desk" });
      await expect(page).toHaveURL(/endpoint=/);
      await page.reload();
      await expect(list.getByRole("listitem")).toHaveCount(1);
      await axeFindsNothing(page);
      await page.getByRole("searchbox", { name: say.search }).fill("台灯不亮");
      await expect(list.getByRole("listitem").filter({ hasText: "台灯" }).first()).toBeVisible();
      await page.getByRole("searchbox", { name: say.search }).fill(`${mark}x`);
      await expect(page.getByText(say.nothing)).toBeVisible();
      await page.getByRole("searchbox", { name: say.search }).fill(mark);
      await list.getByRole("link").click();
      await page.waitForURL(`**/events/${id}`);

      // The bytes as they came, no secret among the headers, and each step with its times.
      await expect(page.getByText(`"reference":"${mark}"`)).toBeVisible();
      await expect(page.getByText(say.match)).toBeVisible();
      await expect(page.getByText(say.queued).first()).toBeVisible();
      await page
        .locator("summary")
        .filter({ hasText: /header|请求头|标头/i })
        .first()
        .click();
      await expect(page.getByText("webhook-signature").first()).toBeVisible();

      await page.getByRole("button", { name: say.replay, exact: true }).click();
      await page.waitForURL(/run=/);
      const chosen = page.locator("li[aria-current=true]");
      await expect(chosen.getByRole("heading", { level: 3 })).toContainText(say.cause);
      await expect(chosen.getByText(say.match)).toBeVisible();
      await expect(page.getByRole("heading", { level: 3 }).filter({ hasText: say.first })).toHaveCount(1);
      await axeFindsNothing(page);
    });

    test("why an event is ignored is said in the reader's language", async ({ page, desk, signIn }) => {
      const event = ticket({ text: "", name: "Silent" });
      const sent = await desk.post(event);
      const { event_id: id } = (await sent.json()) as { event_id: string };
      await expect
        .poll(async () => (await desk.app.api<{ status: string }>("GET", `/api/v1/events/${id}`)).status)
        .toBe("ignored");
      await signIn(`/events/${id}`);
      await expect(page.getByText(say.ignored)).toBeVisible();
    });
  });
