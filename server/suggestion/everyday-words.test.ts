import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { addDocument } from "../knowledge/add-document.ts";
import { createDictionary } from "../knowledge/bilingual/create-dictionary.ts";
import { createEmbedder } from "../knowledge/create-embedder.ts";
import { ingestDocument } from "../knowledge/ingest-document.ts";
import { searchKnowledge } from "../knowledge/search-knowledge.ts";
import { testContext } from "../testing/context.ts";

/** What a team without any key gets, on three documents that share the customer's words. */
const dictionary = createDictionary();
const embedder = createEmbedder(
  { embedding: undefined, openai: { apiKey: undefined, baseUrl: undefined } },
  dictionary,
);
const documents = {
  "returns.md":
    "# Returns and refunds\n\n## Return window\n\nYou can return any Lumen lamp within 30 days of delivery. The lamp must be unused and in its original box.\n\n## How refunds are paid\n\nRefunds are paid to the original payment method within 5 business days after we receive the parcel.",
  "flicker.md":
    "# Flickering lamps\n\nIf your lamp flickers, hold the power button for ten seconds to reset it. If the fault remains, we send a replacement free of charge within the two-year warranty.",
  "shipping.md":
    "# Shipping\n\nOrders are sent within two days. You get an e-mail when the parcel leaves our warehouse.",
};
let ctx: Context;
beforeAll(async () => {
  ctx = await testContext({ embedder, dictionary });
  for (const [filename, text] of Object.entries(documents)) {
    const { id, versionId } = await addDocument({ ctx, input: { filename, bytes: Buffer.from(text) } });
    await ingestDocument({ ctx, input: { documentId: id, versionId } });
  }
}, 60_000);
afterAll(() => embedder.close?.());

test.each([
  ["How long do I have to send a lamp back, and when do I get my money?", "Returns and refunds"],
  ["Can I give the lamp back and get my money back?", "Returns and refunds"],
  ["I would like to bring my lamp back. Is that possible?", "Returns and refunds"],
  ["My lamp flickers all the time", "Flickering lamps"],
  ["When will you send my order?", "Shipping"],
])("%s is answered by %s", async (query, title) => {
  const { passages } = await searchKnowledge({ ctx, input: { query } });
  expect(passages[0]?.title).toBe(title);
});
