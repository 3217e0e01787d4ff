import { setTimeout as sleep } from "node:timers/promises";
import { learn, openDesk } from "../parts/desk.ts";
import type { Scenario } from "../parts/scenario.ts";
import { until } from "../parts/until.ts";

const chapter = (number: number) =>
  `## Part ${number}\n\n${`Part ${number} of the Lumen lamp is screwed on by hand, and never by a machine. `.repeat(12)}\n\n`;

type Document = { status: string; chunks: number; error: string | null };

/** A document that is being indexed is whole after the restart: as many passages as one that nothing disturbed. */
export const killedWhileIndexing: Scenario = {
  name: "process killed while indexing",
  covers: ["F19"],
  databases: ["PGlite", "PostgreSQL"],
  async run(stage) {
    const [kills, parts] = stage.full ? [10, 200] : [2, 60];
    const { app } = await openDesk(stage);
    const text = Array.from({ length: parts }, (_, index) => chapter(index)).join("");
    const show = (id: string) => app.api<Document>("GET", `/api/v1/documents/${id}`);
    const { chunks } = await show(await learn(app, "whole.md", text, 120_000));
    const ids: string[] = [];
    let recoverMs = 0;
    for (let kill = 0; kill < kills; kill++) {
      const form = new FormData();
      // Another word, so that it is another document.
      form.set("file", new Blob([text.replace("## Part 0", `## Copy ${kill}`)]), `copy-${kill}.md`);
      ids.push((await app.api<{ id: string }>("POST", "/api/v1/documents", form)).id);
      await sleep(stage.random() * 2000);
      await app.kill("SIGKILL");
      recoverMs = Math.max(recoverMs, await app.start());
    }
    const broken: string[] = [];
    for (const id of ids) {
      const { status, error, ...found } = await until("the document ends", 180_000, async () => {
        const seen = await show(id);
        return (seen.status === "ready" || seen.status === "failed") && seen;
      });
      if (status !== "ready") broken.push(`A document ended as ${status}: ${error}.`);
      else if (found.chunks !== chunks)
        broken.push(`A document has ${found.chunks} passages instead of ${chunks}.`);
    }
    return {
      sent: kills,
      acknowledged: ids.length,
      lost: broken.length,
      effectsPerKey: 1,
      recoverMs,
      note: `${kills} kills, ${chunks} passages each`,
      broken,
    };
  },
};
