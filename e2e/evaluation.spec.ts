import { expect, live, test } from "./desk.ts";

const words = {
  "en-GB": {
    add: "Add questions",
    field: "Questions",
    by: "Answered by",
    nothing: "Nothing in the knowledge base answers it",
    submit: "Add",
    writeOne: "Write at least one question.",
    run: "Run the evaluation",
    place: "Place 1",
    unknown: /told that the base does not know/,
    all: "All languages",
    remove: /^Remove/,
    undo: "Undo",
  },
  "zh-CN": {
    add: "添加问题",
    field: "问题",
    by: "答案所在文档",
    nothing: "知识库中没有答案",
    submit: "添加",
    writeOne: "请至少填写一条问题。",
    run: "运行评测",
    place: "第 1 位",
    unknown: /正确判断为知识库没有答案/,
    all: "全部语言",
    remove: /^移除/,
    undo: "撤销",
  },
};

for (const [locale, word] of Object.entries(words))
  test.describe(locale, () => {
    test.use({ locale });
    test("questions of the team's own are written down, asked, and their places told", async ({
      page,
      signIn,
      desk,
    }) => {
      const title = `Lighthouse ${locale}`;
      const text = `# ${title}\n\nThe lighthouse keeper winds the clockwork every four hours.\n`;
      await desk.addDocument(`lighthouse-${locale}.md`, text);
      await signIn("/knowledge/evaluation");
      await live(page);
      const add = async (questions: string, document: string) => {
        await page.getByRole("button", { name: word.add }).first().click();
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("button", { name: word.submit, exact: true }).click();
        await expect(dialog.getByText(word.writeOne)).toBeVisible();
        await dialog.getByRole("textbox", { name: word.field }).fill(questions);
        await dialog.getByRole("combobox", { name: word.by }).selectOption({ label: document });
        await dialog.getByRole("button", { name: word.submit, exact: true }).click();
        await expect(dialog).toHaveCount(0);
      };
      const question = `How often is the clockwork of the lighthouse wound in ${locale}?`;
      await add(`${question}\n`, title);
      await add("Wer gewann gestern das Pokalspiel?", word.nothing);
      await page.getByRole("button", { name: word.run }).click();
      const row = page.getByRole("listitem").filter({ hasText: question });
      await expect(row.getByText(word.place)).toBeVisible();
      await expect(page.getByRole("row", { name: word.all })).toContainText("100");
      await expect(page.getByText(word.unknown)).toBeVisible();

      await row.getByRole("button", { name: word.remove }).click();
      await expect(row).toHaveCount(0);
      await page.getByRole("button", { name: word.undo }).click();
      await expect(row).toHaveCount(1);
    });
  });
