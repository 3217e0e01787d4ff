import { join } from "node:path";
import { type Desk, expect, live, test } from "./desk.ts";

const documents = join(import.meta.dirname, "../server/testing/documents");

const languages = [
  {
    locale: "en-GB",
    filename: "pump-guide.pdf",
    words: {
      ...{
        upload: "Upload documents",
        ready: "Ready",
        original: "Original",
        edit: /^Edit passage/,
        text: "Text",
      },
      ...{
        save: "Save",
        saved: /new version is being indexed/,
        version: "Version 2",
        off: /^Switch passage \d+ off/,
      },
      ...{ on: /^Switch passage \d+ on/, cut: "Cut differently", standAlone: "Each paragraph by itself" },
      ...{ apply: "Use this cut", third: "Version 3", questions: "Questions", write: "Write an article" },
      ...{ publish: "Add to the knowledge base", title: "Title", settled: "Its questions are settled." },
      ...{ details: /^Edit the details/, audience: "Audience", internal: "Team only", done: "Saved." },
      why: "Why was this found?",
    },
    passage: "three years",
    question: "Do you deliver to the moon colony?",
    article: "Yes: we deliver to the moon colony every second Friday.",
    answer: "every second Friday",
  },
  {
    locale: "zh-CN",
    filename: "pump-guide-printed.pdf",
    words: {
      ...{ upload: "上传文档", ready: "就绪", original: "原件", edit: /^编辑段落/, text: "正文" },
      ...{ save: "保存", saved: /正在为新版本建立索引/, version: "第 2 版", off: /^停用段落/ },
      ...{ on: /^启用段落/, cut: "重新切分", standAlone: "每个自然段单独成段" },
      ...{ apply: "采用此切分", third: "第 3 版", questions: "提问记录", write: "撰写文章" },
      ...{ publish: "加入知识库", title: "标题", settled: "相关提问已处理。" },
      ...{ details: /^编辑《/, audience: "适用对象", internal: "仅供内部", done: "已保存。" },
      why: "为什么找到它？",
    },
    passage: "十个工作日",
    question: "你们收购旧钢琴吗",
    article: "收购：我们每周三上门收购旧钢琴。",
    answer: "每周三上门",
  },
];

/** How much of the page's picture is marked. */
const markedPixels = (canvas: HTMLCanvasElement): number => {
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  let marked = 0;
  for (let i = 0; i < data.length; i += 4)
    if (data[i]! > 240 && data[i + 1]! > 200 && data[i + 2]! < 200) marked++;
  return marked;
};

async function ask(desk: Desk, query: string) {
  return desk.app.api<{ outcome: string; passages: { text: string; internal: boolean }[] }>(
    "POST",
    "/api/v1/search",
    { query },
  );
}

for (const { locale, filename, words, passage, question, article, answer } of languages)
  test.describe(locale, () => {
    test.use({ locale });

    test("a passage is shown on its page of the PDF, edited, switched off and cut anew", async ({
      page,
      signIn,
    }) => {
      test.setTimeout(180_000);
      await signIn("/knowledge");
      await live(page);
      const choose = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: words.upload }).click();
      await (await choose).setFiles(join(documents, filename));
      const row = page.getByRole("listitem").filter({ hasText: filename });
      await expect(row.getByText(words.ready)).toBeVisible({ timeout: 30_000 });
      await row.getByRole("link").click();

      const passages = page.getByRole("main").getByRole("navigation").last();
      const chosen = passages.getByRole("listitem").filter({ hasText: passage });
      await chosen.getByRole("link").click();
      await expect(chosen.getByRole("link")).toHaveAttribute("aria-current", "true");
      await page.getByRole("button", { name: words.original }).click();
      const picture = page.locator("main canvas");
      await expect(picture).toHaveAttribute("data-drawn", /^[23]$/, { timeout: 40_000 });
      await expect.poll(() => picture.evaluate(markedPixels)).toBeGreaterThan(500);

      await chosen.getByRole("button", { name: words.edit }).click();
      const text = page.getByRole("dialog").getByRole("textbox", { name: words.text });
      await text.fill((await text.inputValue()).replace(passage, "ZX-81"));
      await page.getByRole("dialog").getByRole("button", { name: words.save }).click();
      await expect(page.getByText(words.saved).first()).toBeVisible();
      await expect(page.getByText(words.version)).toBeVisible({ timeout: 40_000 });
      const edited = passages.getByRole("listitem").filter({ hasText: "ZX-81" });
      await edited.getByRole("button", { name: words.off }).click();
      await expect(edited.getByRole("button", { name: words.on })).toBeVisible();

      await page.getByRole("button", { name: words.cut }).click();
      await page.getByRole("dialog").getByLabel(words.standAlone).check();
      await page.getByRole("dialog").getByRole("button", { name: words.apply }).click();
      await expect(page.getByText(words.third)).toBeVisible({ timeout: 40_000 });
    });

    test("a question nobody's document answers becomes an article that answers it; for the team alone, it says so", async ({
      page,
      desk,
      signIn,
    }) => {
      test.setTimeout(150_000);
      expect((await ask(desk, question)).outcome).toBe("unknown");
      await signIn("/knowledge");
      await live(page);
      await page.getByRole("link", { name: words.questions, exact: true }).click();
      const topic = page.getByRole("listitem").filter({ hasText: question });
      await topic.getByRole("button", { name: words.write }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByRole("textbox", { name: words.title })).toHaveValue(question);
      await dialog.getByRole("textbox", { name: words.text }).fill(article);
      await dialog.getByRole("button", { name: words.publish }).click();
      await expect(page.getByText(words.settled)).toBeVisible();
      await expect(topic.getByRole("button", { name: words.write })).toHaveCount(0);
      await expect
        .poll(async () => (await ask(desk, question)).passages[0]?.text ?? "", { timeout: 40_000 })
        .toContain(answer);

      await page.goto(`/knowledge?query=${encodeURIComponent(question)}`);
      const found = page.getByRole("main").locator("ol > li").first();
      await expect(found).toContainText(answer);
      await found.getByText(words.why).click();
      await found.getByRole("link").first().click();
      await page.waitForURL(/\/knowledge\/[0-9a-f-]{36}/);
      await page.getByRole("button", { name: words.details }).click();
      await dialog.getByLabel(words.audience).selectOption({ label: words.internal });
      await dialog.getByRole("button", { name: words.save }).click();
      await expect(page.getByText(words.done)).toBeVisible();
      await expect(
        page.getByRole("banner").or(page.getByRole("main")).getByText(words.internal).first(),
      ).toBeVisible();
      expect((await ask(desk, question)).passages[0]).toMatchObject({ internal: true });
    });
  });
