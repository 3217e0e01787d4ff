import { expect, live, test, ticket } from "./desk.ts";

const stories = [
  {
    language: "en-GB",
    words: {
      change: (name: string) => `Change ${name}`,
      more: "When and how fast (optional)",
      from: "Quiet from",
      to: "Quiet until",
      zone: "Time zone",
      count: "At most",
      fallback: "Fallback channel",
      wording: "Wording (optional)",
      replies: "English replies",
      preview: "Preview",
      length: /^\d+ characters, \d+ bytes$/,
      broken: /keep \{\{ reply \}\} in it/,
      save: "Save",
      problem: /Give both times/,
      shown: /Quiet 00:00–23:59/,
      rate: "20 messages a minute",
      back: /Fallback:/,
      approve: "Approve and send",
      waits: /^Waits for .*: quiet hours$/,
    },
  },
  {
    language: "zh-CN",
    words: {
      change: (name: string) => `修改 ${name}`,
      more: "发送时间与频率（选填）",
      from: "免打扰开始",
      to: "免打扰结束",
      zone: "时区",
      count: "最多条数",
      fallback: "备用渠道",
      wording: "回复模板（选填）",
      replies: "英文回复",
      preview: "预览",
      length: /^\d+ 个字符，\d+ 字节$/,
      broken: /保留 \{\{ reply \}\}/,
      save: "保存",
      problem: /请填写两个不同的时间/,
      shown: /免打扰 00:00–23:59/,
      rate: "每分钟 20 条",
      back: /备用：/,
      approve: "批准并发送",
      waits: /^等到 .* 发送（免打扰时段）$/,
    },
  },
];

for (const { language, words } of stories)
  test.describe(language, () => {
    test.use({ locale: language });

    test("a channel is given quiet hours, a rate, a fallback and a template; an approved reply says what it waits for", async ({
      page,
      desk,
      signIn,
    }) => {
      const { app, receiver } = desk;
      const name = `Night ${language}`;
      const make = (title: string) =>
        app.api<{ id: string }>("POST", "/api/v1/channels", {
          name: title,
          kind: "webhook",
          config: { url: receiver.url },
        });
      const spare = `Spare ${language}`;
      await make(spare);
      const { id: channel_id } = await make(name);
      const type = `night.${language}`;
      await app.api("POST", "/api/v1/playbooks", { name, event_type: type, channel_id, priority: 20 });

      const customer = `Night Owl ${language}`;
      await desk.post(ticket({ text: "How do I reset a lamp that flickers?", name: customer, type }));

      // Half of the quiet hours is not enough; the form says so where they are.
      await signIn("/settings/channels");
      await page.getByRole("button", { name: words.change(name) }).click();
      await page.getByText(words.more).click();
      await page.getByLabel(words.from).fill("00:00");
      await page.getByRole("button", { name: words.save, exact: true }).click();
      await expect(page.getByRole("alert").filter({ hasText: words.problem })).toBeVisible();
      await page.getByLabel(words.to).fill("23:59");
      await page.getByLabel(words.zone).fill("Asia/Shanghai");
      await page.getByLabel(words.count).fill("20");
      await page.getByLabel(words.fallback).selectOption({ label: spare });

      // A template is shown round a real reply while it is typed.
      await page.getByText(words.wording).click();
      const template = page.getByLabel(words.replies);
      await template.fill("Best wishes");
      await expect(page.getByRole("alert").filter({ hasText: words.broken })).toBeVisible();
      await template.fill("Dear {{ contact.name }},\n{{ reply }}\n-- {{ agent.name }}, Tea Shop");
      const preview = page.getByRole("figure", { name: words.preview });
      await expect(preview.getByText("mira, Tea Shop")).toBeVisible();
      await expect(preview.getByText("hold the power button")).toBeVisible();
      await expect(preview.getByText(words.length)).toBeVisible();
      await page.getByRole("button", { name: words.save, exact: true }).click();
      const row = page.getByRole("listitem").filter({ hasText: name }).first();
      await expect(row.getByText(words.shown)).toBeVisible();
      await expect(row.getByText(words.rate)).toBeVisible();
      await expect(row.getByText(words.back).filter({ hasText: spare })).toBeVisible();

      // What is approved now waits, and says until when.
      await page.goto("/inbox");
      await live(page);
      await page.getByRole("link", { name: customer }).click();
      await page.getByRole("button", { name: words.approve, exact: true }).click();
      await expect(page.getByRole("status").getByText(words.waits)).toBeVisible();
      await expect(page.getByRole("article").getByText(/-- mira, Tea Shop$/)).toBeVisible();
      const { data } = await app.api<{
        data: { waits_for: string; attempts: unknown[]; channel_id: string }[];
      }>("GET", "/api/v1/deliveries?status=queued");
      expect(data.filter((delivery) => delivery.channel_id === channel_id)).toMatchObject([
        { waits_for: "quiet_hours", attempts: [] },
      ]);
    });
  });
