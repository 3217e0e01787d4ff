import { axeFindsNothing } from "./axe.ts";
import { expect, live, test, ticket } from "./desk.ts";

const stories = [
  {
    language: "en-GB",
    words: {
      approve: "Approve and send",
      held: "Held: channel paused",
      list: "Channels that cannot send",
      gone: "It paused itself: the receiver says that it is gone for good.",
      waits: "1 reply waits",
      said: "The receiver answered 410.",
      mend: /Until then replies wait; none is lost/,
      test: (name: string) => `Test ${name}`,
      stillPaused: "The test message was taken. The channel is still paused.",
      resume: "Resume sending",
      goes: "It sends again: 1 reply sets out.",
      sent: "Sent",
      again: (name: string) => `Try again: ${name}`,
    },
  },
  {
    language: "zh-CN",
    words: {
      approve: "批准并发送",
      held: "保留：渠道已暂停",
      list: "无法发送的渠道",
      gone: "已自动暂停：对方表示该地址已永久失效。",
      waits: "1 条回复等待中",
      said: "接收方返回了 410。",
      mend: /在此之前回复会一直等待，不会丢失/,
      test: (name: string) => `测试 ${name}`,
      stillPaused: "测试消息已被接收。渠道仍处于暂停状态。",
      resume: "恢复发送",
      goes: "已恢复发送，1 条回复开始发出。",
      sent: "已发送",
      again: (name: string) => `让 ${name} 重新发送`,
    },
  },
];

for (const { language, words } of stories)
  test.describe(language, () => {
    test.use({ locale: language });

    test("a destination that is gone pauses its channel: it is told, tested, and what waited goes", async ({
      page,
      desk,
      signIn,
    }) => {
      const { app, receiver } = desk;
      const name = `Old shop ${language}`;
      const { id: channel_id } = await app.api<{ id: string }>("POST", "/api/v1/channels", {
        name,
        kind: "webhook",
        config: { url: receiver.url },
      });
      const type = `gone.${language}`;
      await app.api("POST", "/api/v1/playbooks", { name, event_type: type, channel_id, priority: 20 });
      const customer = `Patient ${language}`;
      await desk.post(ticket({ text: "How do I reset a lamp that flickers?", name: customer, type }));

      receiver.answers.push(410);
      await signIn();
      await live(page);
      await page.getByRole("link", { name: customer }).click();
      await page.getByRole("button", { name: words.approve, exact: true }).click();
      await expect(page.getByRole("status").getByText(words.held)).toBeVisible();
      const conversation = page.url();

      // Home tells it, with what waits; its button is the short way where nothing needs mending.
      await page.goto("/home");
      const told = page
        .getByRole("list", { name: words.list })
        .getByRole("listitem")
        .filter({ hasText: name });
      await expect(told.getByText(words.gone)).toBeVisible();
      await expect(told.getByRole("link", { name: words.waits })).toBeVisible();
      await expect(told.getByRole("button", { name: words.again(name) })).toBeVisible();
      await axeFindsNothing(page, "Home");
      await told.getByRole("link", { name }).click();

      // The channel says what it met; a test shows that it is mended and lets the others go.
      const row = page.getByRole("listitem").filter({ hasText: name }).first();
      await expect(row.getByText(words.gone)).toBeVisible();
      await expect(row.getByText(words.said)).toBeVisible();
      await expect(row.getByText(words.mend)).toBeVisible();
      await axeFindsNothing(page, "the channels");
      await row.getByRole("button", { name: words.test(name) }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByText(words.stillPaused)).toBeVisible();
      await dialog.getByRole("button", { name: words.resume }).click();
      await expect(page.getByText(words.goes)).toBeVisible();
      await expect(row.getByText(words.gone)).toBeHidden();

      await page.goto(conversation);
      await expect(page.getByRole("status").getByText(words.sent, { exact: true })).toBeVisible();
    });
  });
