import { learn, openDesk } from "../parts/desk.ts";
import { startEmbedder } from "../parts/embedder.ts";
import { type Load, tickets } from "../parts/load.ts";
import type { Scenario } from "../parts/scenario.ts";
import { settle } from "../parts/settle.ts";

const moods = ["reset", "500", "silence", "too few", "wrong size"] as const;
/** The aid is given a second; the rest is the search. */
const longestSearchMs = 2500;

/** The embedder goes away: search goes by words, drafts go on, and a new document is found by its words in the end. */
export const embedderAway: Scenario = {
  name: "embedder away or nonsense",
  covers: ["F11"],
  databases: ["PGlite", "PostgreSQL"],
  async run(stage) {
    const embedder = await startEmbedder();
    stage.defer(() => embedder.close());
    const desk = await openDesk(stage, {
      env: { FIRSTLINE_EMBEDDING_MODEL: "letters", FIRSTLINE_EMBEDDING_BASE_URL: embedder.baseUrl },
    });
    const each = stage.full ? 20 : 4;
    const limitMs = 90_000;
    const broken: string[] = [];
    const loads: Load[] = [];
    const times: string[] = [];
    const search = async (query: string) => {
      const body = { query };
      const { passages } = await desk.app.api<{ passages: { text: string }[] }>(
        "POST",
        "/api/v1/search",
        body,
      );
      return passages[0]?.text ?? "";
    };
    for (const mood of moods) {
      embedder.mood = mood;
      const startedAt = performance.now();
      const found = await search("lamp does not turn on");
      const ms = performance.now() - startedAt;
      times.push(`${mood} ${ms.toFixed(0)} ms`);
      if (!found.includes("Charge the lamp")) broken.push(`${mood}: the words alone did not find it.`);
      if (ms > longestSearchMs) broken.push(`${mood}: the search took ${ms.toFixed(0)} ms.`);
      const load = desk.load(tickets(mood.replace(" ", "-"), each), { limitMs });
      loads.push(load);
      await load.done;
      await desk.drained(limitMs);
    }
    embedder.mood = "reset";
    const startedAt = performance.now();
    // The embedding's retries come first: 15 s to two minutes apart.
    const text = "# Kettle\n\nDescale the kettle with vinegar every month.\n";
    await learn(desk.app, "kettle.md", text, 900_000);
    const recoverMs = performance.now() - startedAt;
    if (!(await search("descale kettle")).includes("vinegar")) broken.push("The new document is not found.");
    const outcome = await settle(desk, loads, { limitMs });
    const note = `recovered: a new document in force without vectors; search: ${times.join(", ")}`;
    return { ...outcome, recoverMs, note, broken: [...broken, ...outcome.broken] };
  },
};
