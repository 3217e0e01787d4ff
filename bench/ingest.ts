/**
 * How long a PDF takes from its upload to being found, by the built-in encoder, on an embedded database of its own: each step
 * in wall and processor time, and the memory of this process before, at its highest and after, beside what the encoders'
 * processes took together at their highest (on Linux). Another process on the machine shows in the first time and not in the
 * second.
 *   npm run bench:ingest -- [pages, default 100]
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeContext } from "../server/context.ts";
import { createPlatform, withKeptKeys } from "../server/create-platform.ts";
import { readSettings } from "../server/env.ts";
import { activateDocument } from "../server/knowledge/activate-document.ts";
import { addDocument } from "../server/knowledge/add-document.ts";
import { embedDocument } from "../server/knowledge/embed-document.ts";
import { getDocument } from "../server/knowledge/get-document.ts";
import { indexDocument } from "../server/knowledge/index-document.ts";
import { parseDocument } from "../server/knowledge/parse-document.ts";
import { newId } from "../server/platform/ids.ts";
import { openStorage } from "../server/platform/open-storage.ts";

const pages = Number(process.argv[2] ?? 100);
const linesOfAPage = 40;
const words =
  "pump valve seal motor filter hose gauge bearing switch cable tank lid water pressure open close turn wait check clean replace warm cold before after slowly within minutes hours days manual service".split(
    " ",
  );

/** A PDF of plain text, forty lines of a dozen words a page (ISO 32000-1, 7.5). */
function makePdf(): Uint8Array<ArrayBuffer> {
  let seed = 7;
  const word = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return words[seed % words.length];
  };
  const objects: string[] = ["<< /Type /Catalog /Pages 2 0 R >>", ""];
  objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  const kids: string[] = [];
  for (let page = 0; page < pages; page++) {
    const lines = Array.from({ length: linesOfAPage }, (_, line) => {
      const text = Array.from({ length: 12 }, word).join(" ");
      return `(${line % 5 === 4 ? `${text}.` : text}) Tj 0 -16 Td${line % 5 === 4 ? " 0 -14 Td" : ""}`;
    });
    const stream = `BT /F1 10 Tf 50 800 Td\n${lines.join("\n")}\nET`;
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    const content = objects.length;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Count ${pages} /Kids [${kids.join(" ")}] >>`;
  let file = "%PDF-1.7\n";
  const places = objects.map((object, i) => {
    const place = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF`;
  return new TextEncoder().encode(file);
}

const folder = mkdtempSync(join(tmpdir(), "firstline-bench-"));
const settings = withKeptKeys(readSettings({ FIRSTLINE_DATA_DIR: folder, FIRSTLINE_LOG_LEVEL: "error" }));
const storage = await openStorage(settings);
const platform = createPlatform(settings, storage.database);
const megabytes = () => Math.round(process.memoryUsage.rss() / 1024 / 1024);
/** Resident memory of the encoders' processes; 0 where the system does not tell. */
function encodersMegabytes(): number {
  const read = (path: string) => {
    try {
      return readFileSync(`/proc/${path}`, "utf8");
    } catch {
      return "";
    }
  };
  const children = read(`${process.pid}/task/${process.pid}/children`).split(" ").filter(Boolean);
  const encoders = children.filter((pid) => read(`${pid}/cmdline`).includes("builtin-embedder-process"));
  const pages = encoders.map((pid) => Number(read(`${pid}/statm`).split(" ")[1] ?? 0));
  return Math.round((pages.reduce((sum, count) => sum + count, 0) * 4096) / 1024 / 1024);
}
let highest = 0;
let encodersHighest = 0;
const watch = setInterval(() => {
  highest = Math.max(highest, megabytes());
  encodersHighest = Math.max(encodersHighest, encodersMegabytes());
}, 50);
try {
  await platform.embedder.warmUp?.();
  const id = newId();
  await storage.database.prisma.workspace.create({
    data: { id, name: "Bench", slug: id, createdAt: new Date() },
  });
  const ctx = makeContext(platform, id, { kind: "system" });
  const bytes = makePdf();
  const before = megabytes();
  const startedAt = performance.now();
  const added = await addDocument({ ctx, input: { filename: "long.pdf", bytes } });
  const input = { documentId: added.id, versionId: added.versionId };
  const step = async (name: string, work: () => Promise<unknown>) => {
    const at = performance.now();
    const cpu = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(cpu);
    const wall = ((performance.now() - at) / 1000).toFixed(1);
    console.log(
      `${name.padEnd(10)}${wall.padStart(7)} s, processor time of this process ${((user + system) / 1e6).toFixed(1)} s`,
    );
  };
  await step("parse", () => parseDocument({ ctx, input }));
  await step("index", () => indexDocument({ ctx, input }));
  await step("embed", async () => {
    while ((await embedDocument({ ctx, input })).left);
  });
  await step("activate", () => activateDocument({ ctx, input }));
  const { chunks } = await getDocument({ ctx, input: added });
  console.log(
    `${pages} pages, ${chunks} passages, ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s; memory ${before} MB before, ${highest} MB at its highest, ${megabytes()} MB after, the encoders ${encodersHighest} MB`,
  );
} finally {
  clearInterval(watch);
  await platform.embedder.close?.();
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
}
