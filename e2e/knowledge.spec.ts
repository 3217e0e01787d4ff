import { join } from "node:path";
import { expect, live, test } from "./desk.ts";

const guide = "# Garden lamps\n\nThe Firefly lantern charges in the sun and shines for nine hours.\n";

test("upload, follow it live, search, read, delete", async ({ page, signIn }) => {
  await signIn("/knowledge");
  await live(page);
  const choose = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload documents" }).click();
  await (await choose).setFiles({ name: "garden.md", mimeType: "text/markdown", buffer: Buffer.from(guide) });
  const row = page.getByRole("listitem").filter({ hasText: "garden.md" });
  await expect(row.getByText("Ready")).toBeVisible({ timeout: 20_000 });

  await page
    .getByRole("searchbox", { name: "Search the knowledge base" })
    .fill("how long does the Firefly lantern shine");
  await page.keyboard.press("Enter");
  const results = page.getByRole("region", { name: "Passages found" });
  await results.getByRole("link", { name: "Garden lamps" }).first().click();
  await expect(page.locator("main mark")).toContainText("shines for nine hours");
  await page.getByRole("link", { name: "Back to the knowledge base" }).click();

  await page.getByRole("button", { name: "Delete Garden lamps" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await expect(row).toHaveCount(0);
});

const wordProcessor = [
  {
    locale: "en-GB",
    filename: "pump-guide.pdf",
    words: {
      upload: "Upload documents",
      ready: "Ready",
      search: "Search the knowledge base",
      page: "Page 2",
      found: "Passages found",
    },
    question: "how long is the pump covered by the warranty",
    passage: "covered for three years",
    title: "Pump P20 service guide",
  },
  {
    locale: "zh-CN",
    filename: "pump-guide.docx",
    words: { upload: "上传文档", ready: "就绪", search: "搜索知识库", page: undefined, found: "找到的段落" },
    question: "更换密封圈之前要等多久",
    passage: "等待四十分钟",
    title: "pump-guide",
  },
];

for (const { locale, filename, words, question, passage, title } of wordProcessor)
  test.describe(locale, () => {
    test.use({ locale });
    test(`${filename}, as a word processor made it, is found and shown at the place`, async ({
      page,
      signIn,
    }) => {
      await signIn("/knowledge");
      await live(page);
      const choose = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: words.upload }).click();
      await (await choose).setFiles(join(import.meta.dirname, "../server/testing/documents", filename));
      const row = page.getByRole("listitem").filter({ hasText: filename });
      await expect(row.getByText(words.ready)).toBeVisible({ timeout: 20_000 });

      await page.getByRole("searchbox", { name: words.search }).fill(question);
      await page.keyboard.press("Enter");
      const results = page.getByRole("region", { name: words.found });
      await results.getByRole("link", { name: title }).first().click();
      await expect(page.locator("main mark").first()).toContainText(passage);
      if (words.page) await expect(page.getByText(words.page)).toBeVisible();
    });
  });

test("a file dropped, one that cannot be read, and one of a wrong kind", async ({ page, signIn }) => {
  await signIn("/knowledge");
  await live(page);
  const drop = async (name: string, type: string, bytes: number[]) => {
    const data = await page.evaluateHandle(
      ([name, type, bytes]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
        return transfer;
      },
      [name, type, bytes] as const,
    );
    // While something is held over it, the area says something else.
    const area = page.getByText(/or drop them here|Let go to upload/);
    await area.dispatchEvent("dragenter", { dataTransfer: data });
    await area.dispatchEvent("drop", { dataTransfer: data });
  };
  await drop("dropped.txt", "text/plain", [...Buffer.from("The attic lamp hangs from the ceiling.")]);
  await expect(page.getByRole("listitem").filter({ hasText: "dropped.txt" }).getByText("Ready")).toBeVisible({
    timeout: 20_000,
  });
  await drop("picture.txt", "text/plain", [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff, 0xfe]);
  await expect(page.getByRole("list", { name: "Uploads" }).getByRole("alert")).toBeVisible();
  await drop("photo.png", "image/png", [1, 2, 3]);
  await expect(
    page
      .getByRole("region", { name: "Notifications" })
      .getByText("Only PDF, .docx, .xlsx, CSV, HTML, Markdown, text and ZIP can be read."),
  ).toBeVisible();
});
