import { afterEach, beforeEach, expect, test } from "vitest";
import { createSupabase } from "../platform/create-supabase.ts";
import { type Embedder, toUnitLength } from "../platform/embedder.ts";
import { tryService } from "../platform/try-service.ts";
import { testContext, testPlatform } from "../testing/context.ts";
import { testDatabase } from "../testing/database.ts";
import { type Interference, startSupabaseServer } from "../testing/supabase-server.ts";
import { addDocument } from "./add-document.ts";
import { getDocument } from "./get-document.ts";
import { getFile } from "./get-file.ts";
import { ingestDocument } from "./ingest-document.ts";
import { removeFiles } from "./remove-files.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { uploadVersion } from "./upload-version.ts";

const key = "service-role-key";
let server: Awaited<ReturnType<typeof startSupabaseServer>>;
beforeEach(async () => {
  server = await startSupabaseServer(testDatabase().pool, key);
});
afterEach(() => server.stop());

const embedder: Embedder = {
  model: "test",
  languages: ["en", "zh"],
  embed: async (texts) => texts.map((text) => toUnitLength([text.length % 7, text.length % 5, 1])),
};
const project = (serviceRoleKey = key, limits = {}) =>
  createSupabase({ url: server.url, serviceRoleKey }, limits);
const withProject = (supabase = project()) => testContext({ embedder, supabase });
type Desk = Awaited<ReturnType<typeof testContext>>;

const english =
  "# Lumen lamp\n\nThe guarantee covers two years.\n\n## Reset\n\nHold the button for ten seconds.";
const chinese = "# 退货\n\n自签收之日起七天内可以申请退货。\n\n# 保修\n\n保修期为两年。";
const bytesOf = (text: string) => new TextEncoder().encode(text);
async function add(ctx: Desk, filename: string, text: string, metadata: Record<string, string> = {}) {
  const { id, versionId } = await addDocument({ ctx, input: { filename, bytes: bytesOf(text), metadata } });
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  return id;
}

test("the search by RPC finds what the search in the database finds, number for number", async () => {
  const ctx = await withProject();
  await add(ctx, "lamp.md", english, { product: "lumen" });
  await add(ctx, "退货.md", chinese);
  const { supabase: _, ...ownPlatform } = ctx.platform;
  const direct = { ...ctx, platform: ownPlatform };
  for (const input of [
    { query: "How long is the guarantee?" },
    { query: "几天内可以退货？", limit: 1 },
    { query: "reset", filter: { product: "lumen" } },
    { query: "reset", filter: { product: "another" } },
    { query: '"),{}\\ quoted % _ 🙂' },
  ]) {
    const before = server.asked.length;
    const found = await searchKnowledge({ ctx, input });
    expect(server.asked.slice(before)).toEqual(["POST /rest/v1/rpc/match_chunks"]);
    expect(found).toEqual(await searchKnowledge({ ctx: direct, input }));
    expect(server.asked.length).toBe(before + 1);
  }
  expect((await searchKnowledge({ ctx, input: { query: "几天内可以退货？" } })).passages[0]?.text).toContain(
    "七天",
  );
});

test("files are kept in Storage, read from there, and removed with the workspace", async () => {
  const ctx = await withProject();
  const id = await add(ctx, "lamp.md", english);
  const { prisma } = ctx.platform.database;
  const [row] = await prisma.documentVersion.findMany({ where: { workspaceId: ctx.workspaceId } });
  expect(row).toMatchObject({ original: null, filePath: `${ctx.workspaceId}/${id}/${row?.id}` });
  expect(server.files()).toEqual([row?.filePath]);
  const file = await getFile({ ctx, input: { id } });
  expect(new TextDecoder().decode(file.bytes)).toBe(english);

  const { versionId } = await uploadVersion({
    ctx,
    input: { id, filename: "lamp.md", bytes: bytesOf("# New\n\nText.") },
  });
  await ingestDocument({ ctx, input: { documentId: id, versionId } });
  expect(server.files()).toHaveLength(2);
  expect(await getDocument({ ctx, input: { id, text: true } })).toMatchObject({
    status: "ready",
    version: 2,
  });

  await removeFiles({ ctx });
  expect(server.files()).toEqual([]);
  await expect(getFile({ ctx, input: { id } })).rejects.toMatchObject({ code: "storage_unavailable" });
});

test("a file of the time before stays in its row; one in Storage is missed by name without the project", async () => {
  const before = await testContext({ embedder });
  const old = await add(before, "old.md", english);
  const ctx = { ...before, platform: { ...before.platform, supabase: project() } };
  expect((await getFile({ ctx, input: { id: old } })).bytes).toHaveLength(bytesOf(english).length);
  const fresh = await add(ctx, "new.md", english);
  await expect(getFile({ ctx: before, input: { id: fresh } })).rejects.toThrow(/SUPABASE_URL/);
});

const page = { status: 200, body: "<html>Welcome to the hotel</html>", type: "text/html" };
const faults: [
  name: string,
  make: () => Promise<Desk>,
  interference: Interference | undefined,
  outcome: string,
][] = [
  ["a refused key", () => withProject(project("another")), undefined, "refused"],
  ["an answer that is no JSON", withProject, () => page, "failed"],
  ["rows of another form", withProject, () => ({ status: 200, body: [{ id: 1 }] }), "failed"],
  ["an error of the gateway", withProject, () => ({ status: 502, body: "Bad gateway" }), "failed"],
  [
    "no answer in time",
    () => withProject(project(key, { function: 150, file: 150 })),
    () => new Promise(() => {}),
    "unreachable",
  ],
];
test.each(faults)(
  "%s is storage that is away: typed, 503, and nothing half stored",
  async (_, make, how, outcome) => {
    const ctx = await make();
    server.interfere(how);
    const refusal = { code: "storage_unavailable", status: 503, retryAfterSeconds: 5 };
    await expect(searchKnowledge({ ctx, input: { query: "guarantee" } })).rejects.toMatchObject(refusal);
    await expect(add(ctx, "lamp.md", english)).rejects.toMatchObject(refusal);
    const { prisma } = ctx.platform.database;
    expect(await prisma.knowledgeDocument.count({ where: { workspaceId: ctx.workspaceId } })).toBe(0);
    expect(await prisma.outbox.count({ where: { workspaceId: ctx.workspaceId } })).toBe(0);
    expect(await tryService(ctx.platform, "supabase")).toMatchObject({ outcome });
  },
);

test("the test of the service says that it works, that it is away, and that it serves another database", async () => {
  const ctx = await withProject();
  expect(await tryService(ctx.platform, "supabase")).toMatchObject({ outcome: "ok" });
  expect(server.files()).toEqual([]);
  server.interfere(({ path }) =>
    path.endsWith("database_identity") ? { status: 200, body: ["another"] } : undefined,
  );
  expect(await tryService(ctx.platform, "supabase")).toMatchObject({ outcome: "other_database" });
  await server.stop();
  expect(await tryService(ctx.platform, "supabase")).toMatchObject({ outcome: "unreachable" });
  const away = searchKnowledge({ ctx, input: { query: "guarantee" } });
  await expect(away).rejects.toMatchObject({ code: "storage_unavailable", status: 503 });
  expect(await tryService(testPlatform(), "supabase")).toMatchObject({ outcome: "built_in" });
});

test("a file that Storage has damaged is not read as if it were whole", async () => {
  const ctx = await withProject();
  const id = await add(ctx, "lamp.md", english);
  server.interfere(({ method }) => (method === "GET" ? page : undefined));
  await expect(getFile({ ctx, input: { id } })).rejects.toMatchObject({ code: "storage_unavailable" });
});
