import { expect, test } from "vitest";
import { addDocument } from "../knowledge/add-document.ts";
import { ingestDocument } from "../knowledge/ingest-document.ts";
import { newId } from "../platform/ids.ts";
import { testContext } from "../testing/context.ts";
import { retrieveForRun } from "./retrieve-for-run.ts";

test("passages keep their numbers through a run, whatever is uploaded meanwhile; another run sees it", async () => {
  const embedder = { model: "none", languages: [], embed: async () => [] };
  const ctx = await testContext({ embedder });
  const upload = async (text: string) => {
    const bytes = Buffer.from(`# Returns\n\n${text}`);
    const { id, versionId } = await addDocument({ ctx, input: { filename: `${newId()}.md`, bytes } });
    await ingestDocument({ ctx, input: { documentId: id, versionId } });
  };
  const retrieve = async (runId: string) => {
    const of = { runId, conversationId: newId(), query: "returns of lamps", filter: {}, limit: 5 };
    return (await retrieveForRun({ ctx, input: of })).passages.map(({ text }) => text);
  };
  await upload("Returns of lamps take 30 days.");
  const run = newId();
  const before = await retrieve(run);
  expect(before).toHaveLength(1);
  await upload("Returns of lamps, returns of lamps: none.");
  expect(await retrieve(run)).toEqual(before);
  expect(await retrieve(newId())).toHaveLength(2);
});
