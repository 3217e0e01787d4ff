import { expect, live, test, ticket } from "./desk.ts";

const stories = [
  {
    language: "en-GB",
    customer: "Jonas Weber",
    text: "My lamp arrived yesterday and it flickers. How do I reset it?",
    answers: /hold the power button for ten seconds/,
    added: "\n\nBest wishes, Mira",
    words: { reply: "Reply text", approve: "Approve and send", suggestion: "Suggested reply", sent: "Sent" },
  },
  {
    language: "zh-CN",
    customer: "王晓梅",
    text: "你好，退货仓库已经收到了，退款到账时间是多久？",
    answers: /退款将在三个工作日内原路退回/,
    added: "\n\n祝好，Mira",
    words: { reply: "回复内容", approve: "批准并发送", suggestion: "建议回复", sent: "已发送" },
  },
];

for (const { language, customer, text, answers, added, words } of stories)
  test.describe(language, () => {
    test.use({ locale: language });

    test("a signed ticket arrives live, is answered from its evidence, and reaches the customer once", async ({
      page,
      desk,
      signIn,
    }) => {
      await signIn();
      await live(page);
      const event = ticket({ text, name: customer });
      expect((await desk.post(event)).status).toBe(202);

      // It arrives by itself and is announced.
      const row = page.getByRole("link", { name: customer });
      await expect(row).toBeVisible();
      await expect(page.locator("[aria-live=polite]").filter({ hasText: customer })).toBeAttached();
      await row.click();

      // The suggestion answers in the customer's language; its citation shows the very words, on focus.
      const editor = page.getByRole("textbox", { name: words.reply });
      await expect(editor).toHaveValue(answers);
      const suggested = await editor.inputValue();
      const suggestion = page.getByRole("region", { name: words.suggestion });
      const chip = suggestion.getByRole("link", { name: /^\[1\]/ });
      await chip.focus();
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Tab");
      const card = page.locator("blockquote");
      const quote = await card.innerText();
      expect(suggested).toContain(quote);

      // It leads to the document, with exactly the quoted characters marked and in view.
      await chip.click();
      await page.waitForURL(/\/knowledge\/.*start=\d+&end=\d+/);
      const mark = page.locator("main mark");
      await expect(mark).toHaveText(quote);
      await expect(mark).toBeInViewport();
      const { searchParams, pathname } = new URL(page.url());
      const document = await desk.app.api<{ text: string }>(
        "GET",
        `/api/v1${pathname.replace("knowledge", "documents")}?text=1`,
      );
      expect(document.text.slice(Number(searchParams.get("start")), Number(searchParams.get("end")))).toBe(
        quote,
      );

      // Back, edit, approve; the delivery's fate shows itself.
      await page.goBack();
      await editor.focus();
      await page.keyboard.press("Control+End");
      await page.keyboard.insertText(added);
      await page.getByRole("button", { name: words.approve, exact: true }).click();
      await expect(page.getByRole("region", { name: words.suggestion })).toHaveCount(0);
      await expect(page.getByText(words.sent, { exact: true }).first()).toBeVisible();

      // The customer's system got exactly the edited text, signed, once.
      const arrived = () => desk.receiver.received.filter(({ text }) => text === suggested + added);
      await expect.poll(() => arrived().length).toBe(1);
      expect(arrived()[0]).toMatchObject({
        verified: true,
        body: { type: "message.send", data: { contact: { name: customer } } },
      });

      // The same event again changes nothing.
      const calls = desk.receiver.received.length;
      const again = await desk.post(event);
      expect(again.status).toBe(200);
      expect(await again.json()).toMatchObject({ status: "already_processed" });
      await page.reload();
      await expect(page.getByRole("article").getByRole("listitem").filter({ hasText: text })).toHaveCount(1);
      await expect(page.getByRole("region", { name: words.suggestion })).toHaveCount(0);
      expect(desk.receiver.received.length).toBe(calls);
    });
  });
