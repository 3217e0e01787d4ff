import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { type Embedder, toUnitLength } from "../platform/embedder.ts";
import { createOutbound } from "../platform/outbound-fetch.ts";
import { testContext } from "../testing/context.ts";
import { zip } from "../testing/zip.ts";
import { addDocument } from "./add-document.ts";
import { addLink } from "./add-link.ts";
import { getDocument } from "./get-document.ts";
import { ingestDocument } from "./ingest-document.ts";
import { listDocuments } from "./list-documents.ts";
import { refreshLink } from "./refresh-link.ts";
import { searchKnowledge } from "./search-knowledge.ts";

const embedder: Embedder = {
  model: "test",
  languages: ["en", "zh"],
  embed: async (texts) => texts.map((text) => toUnitLength([text.length, 1, 1])),
};

/** A help centre on this machine: what each path answers, and what was asked of it. */
let site: Server;
let origin: string;
const asked: string[] = [];
let returns = "Goods may be returned within thirty days.";

beforeAll(async () => {
  site = createServer((request, response) => {
    asked.push(request.url ?? "");
    const page = (title: string, text: string) =>
      `<html><head><title>${title}</title></head><body><nav>Home</nav><header>Shop</header><main><h1>${title}</h1><p>${text}</p></main><footer>Imprint</footer></body></html>`;
    const answer = (status: number, type: string, body: string | Buffer, headers = {}) => {
      response.writeHead(status, { "content-type": type, ...headers });
      response.end(body);
    };
    switch (request.url) {
      case "/robots.txt":
        return answer(200, "text/plain", "User-agent: *\nDisallow: /private/\n");
      case "/sitemap.xml":
        return answer(
          200,
          "application/xml",
          `<urlset>${["/help/returns", "/help/chinese", "/private/notes", "/gone"].map((path) => `<url><loc>${origin}${path}</loc></url>`).join("")}</urlset>`,
        );
      case "/help/returns":
        return answer(200, "text/html; charset=utf-8", page("Returns", returns));
      case "/moved":
        return answer(301, "text/html", "", { location: "/help/returns" });
      case "/loop":
        return answer(302, "text/html", "", { location: "/loop" });
      case "/away":
        return answer(302, "text/html", "", { location: "http://169.254.169.254/latest/meta-data/" });
      case "/help/chinese": {
        // 退货须在七天内提出。 in GB2312
        const words = Buffer.from("cdcbbbf5d0ebd4dac6dfccecc4dacce1b3f6a1a3", "hex");
        const body = Buffer.concat([Buffer.from("<html><body><main><p>"), words, Buffer.from("</p></main>")]);
        return answer(200, "text/html; charset=gb2312", body);
      }
      default:
        return answer(404, "text/html", page("Gone", "Nothing here."));
    }
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
afterAll(() => site.close());

const context = () =>
  testContext({ embedder, outbound: createOutbound({ allowPrivateHosts: [new URL(origin).host] }) });

/** Does what the durable function does, for every document that waits. */
async function readAll(ctx: Context): Promise<void> {
  const { prisma } = ctx.platform.database;
  for (;;) {
    const waiting = await prisma.outbox.findMany({ where: { workspaceId: ctx.workspaceId } });
    if (waiting.length === 0) return;
    for (const { workspaceId, id, data } of waiting) {
      const { documentId, versionId } = data as { documentId: string; versionId: string };
      await prisma.outbox.delete({ where: { workspaceId_id: { workspaceId, id } } });
      await ingestDocument({ ctx, input: { documentId, versionId } });
    }
  }
}
const documents = async (ctx: Context) => (await listDocuments({ ctx, input: {} })).data;
const texts = async (ctx: Context, query: string) =>
  (await searchKnowledge({ ctx, input: { query } })).passages.map(({ text }) => text);

test("each file of an archive becomes a document; the archive tells what was not taken, and why", async () => {
  const ctx = await context();
  const bytes = zip([
    { name: "help/returns.md", content: "# Returns\n\nThirty days for the lantern." },
    { name: "说明/保修.txt", content: "灯具保修两年。" },
    { name: "setup.exe", content: "MZ" },
    { name: "broken.pdf", content: "not a PDF" },
  ]);
  const { id } = await addDocument({
    ctx,
    input: { filename: "help.zip", bytes: new Uint8Array(bytes), metadata: { product: "lumen" } },
  });
  await readAll(ctx);
  const found = await documents(ctx);
  expect(found.map(({ title, status, metadata }) => [title, status, metadata.product])).toEqual([
    ["Returns", "ready", "lumen"],
    ["保修", "ready", "lumen"],
    ["help", "ready", "lumen"],
  ]);
  const archive = await getDocument({ ctx, input: { id, text: true } });
  expect(archive).toMatchObject({
    chunks: 0,
    error: "2 of 4 were not taken; the text names them with the reason.",
  });
  expect(archive.text).toBe(
    "✓ help/returns.md\n✓ 说明/保修.txt\n✗ setup.exe: This format is not read.\n✗ broken.pdf: What is in this file is not what its name says; check the file, or give it the right extension.",
  );
  expect((await texts(ctx, "lantern"))[0]).toBe("Returns\n\nThirty days for the lantern.");
});

test("an archive unpacked again makes nothing twice, and one without anything readable fails", async () => {
  const ctx = await context();
  const bytes = new Uint8Array(zip([{ name: "a.md", content: "# A\n\nOne." }]));
  const { id, versionId } = await addDocument({ ctx, input: { filename: "a.zip", bytes } });
  await readAll(ctx);
  await ctx.platform.database.prisma.documentVersion.updateMany({
    where: { id: versionId },
    data: { text: null },
  });
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  expect(await documents(ctx)).toHaveLength(2);

  const nothing = new Uint8Array(zip([{ name: "a.bin", content: "x" }]));
  const empty = await addDocument({ ctx, input: { filename: "nothing.zip", bytes: nothing } });
  await readAll(ctx);
  expect(await getDocument({ ctx, input: { id: empty.id } })).toMatchObject({
    status: "failed",
    error: "There is no file in this archive that can be read.",
  });
});

test("a page is read without its frame, keeps its address, and is fetched anew when asked", async () => {
  const ctx = await context();
  const { id } = await addLink({ ctx, input: { url: `${origin}/moved#top`, metadata: { region: "eu" } } });
  await readAll(ctx);
  const document = await getDocument({ ctx, input: { id, text: true } });
  expect(document).toMatchObject({
    title: "Returns",
    status: "ready",
    sourceUrl: `${origin}/moved`,
    metadata: { region: "eu" },
    text: "Returns\n\nGoods may be returned within thirty days.",
  });
  returns = "Goods may be returned within sixty days.";
  await refreshLink({ ctx, input: { id } });
  await readAll(ctx);
  expect(await getDocument({ ctx, input: { id } })).toMatchObject({ version: 2, status: "ready" });
  expect((await texts(ctx, "returned"))[0]).toContain("sixty days");
});

test("a sitemap brings its pages, but for those the site closes; another encoding is read", async () => {
  const ctx = await context();
  asked.length = 0;
  await addLink({ ctx, input: { url: `${origin}/sitemap.xml` } });
  await readAll(ctx);
  const found = await documents(ctx);
  expect(found.map(({ status, error }) => [status, error])).toEqual([
    ["ready", null],
    ["ready", null],
    ["failed", "The site's robots.txt does not let this page be read."],
    ["failed", "The page answered 404."],
    ["ready", null],
  ]);
  expect(asked).not.toContain("/private/notes");
  expect((await texts(ctx, "退货几天"))[0]).toBe("退货须在七天内提出。");
});

test.each([
  ["/loop", /never arrives/],
  ["/away", /not public|not allowed|public/],
])("%s is refused, with a sentence", async (path, sentence) => {
  const ctx = await context();
  const { id } = await addLink({ ctx, input: { url: `${origin}${path}` } });
  await readAll(ctx);
  const document = await getDocument({ ctx, input: { id } });
  expect(document.status).toBe("failed");
  expect(document.error).toMatch(sentence);
});

test("an address that is not public is refused before anything is stored", async () => {
  const ctx = await context();
  const adding = addLink({ ctx, input: { url: "http://127.0.0.1:1/" } });
  await expect(adding).rejects.toMatchObject({ code: "host_not_allowed" });
  expect(await documents(ctx)).toEqual([]);
});
