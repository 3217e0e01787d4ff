/**
 * The inbox with many conversations, in Chromium: how soon it can be used, how soon what arrives is on the screen, how much
 * JavaScript its first page loads, and whether anything moves. Beside it what a row costs whose foreign keys are checked, in
 * a database that has no statistics of its tables yet.
 *   node scripts/firstline.mjs run bench/inbox.ts [embedded|postgres] [conversations, default 10000]
 * PostgreSQL: TEST_DATABASE_URL (see scripts/test-postgres.sh). The screens have to be built.
 */
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import { readSettings } from "../server/env.ts";
import { type Database, openDatabase } from "../server/platform/database.ts";
import { newId } from "../server/platform/ids.ts";
import { openStorage } from "../server/platform/open-storage.ts";
import { onPostgres } from "../server/testing/fresh-database.ts";
import { newSecret, prepareApp } from "../server/testing/start-app.ts";
import { seedInbox } from "./seed-inbox.ts";

const kind = process.argv[2] ?? "embedded";
const count = Number(process.argv[3] ?? 10_000);
const loads = 7;
const arrivals = 20;
const email = "bench@example.com";
const password = "correct horse battery";
const fresh = kind === "postgres" ? await onPostgres(String(process.env.TEST_DATABASE_URL)) : undefined;
const databaseUrl = fresh?.source.kind === "postgres" ? fresh.source.connectionString : undefined;
const app = prepareApp(Number(process.env.FIRSTLINE_BENCH_PORT ?? 4410), {
  FIRSTLINE_ADMIN_EMAIL: email,
  FIRSTLINE_ADMIN_PASSWORD: password,
  ...(databaseUrl && {
    DATABASE_URL: databaseUrl,
    FIRSTLINE_MASTER_KEY: randomBytes(32).toString("base64"),
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
  }),
});

const quantile = (values: number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.round(q * (values.length - 1))]!;
const row = (name: string, values: number[], goal: string) =>
  console.log(
    `${name.padEnd(48)}${[0.5, 0.95, 1].map((q) => quantile(values, q).toFixed(1).padStart(9)).join("")}   ${goal}`,
  );

/** Milliseconds of single rows whose foreign keys are looked up among the seeded ones. */
async function rowCosts(database: Database, workspaceId: string): Promise<number[]> {
  const { rows } = await database.pool.query(
    "SELECT id FROM conversation WHERE workspace_id = $1 LIMIT 200",
    [workspaceId],
  );
  const times: number[] = [];
  for (const { id } of rows) {
    const started = performance.now();
    await database.pool.query(
      `INSERT INTO message (id, workspace_id, conversation_id, direction, text, author, created_at)
       VALUES ($1, $2, $3, 'note', 'bench', '{}', now())`,
      [newId(), workspaceId, id],
    );
    times.push(performance.now() - started);
  }
  return times;
}

async function seed(): Promise<number[]> {
  await app.start();
  await app.kill("SIGTERM");
  const storage = databaseUrl
    ? {
        database: openDatabase({ kind: "postgres", connectionString: databaseUrl }),
        close: () => storage.database.close(),
      }
    : await openStorage(readSettings({ FIRSTLINE_DATA_DIR: app.dataDir }));
  const { database } = storage;
  const { id } = await database.prisma.workspace.findFirstOrThrow({ where: { slug: "main" } });
  await seedInbox(database, id, count);
  const costs = await rowCosts(database, id);
  await database.pool.query("ANALYZE");
  await storage.close();
  return costs;
}

/** Opens the inbox anew; milliseconds from the navigation to the first row that can be used. */
async function load(page: Page): Promise<number> {
  await page.goto(`${app.origin}/inbox?status=all`, { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("[data-conversation]") !== null, undefined, {
    polling: "raf",
  });
  return page.evaluate(() => performance.now());
}

/** The gzipped size, in kB, of every script the page had asked for when its first row could be used. */
async function scriptSize(page: Page, usableAfter: number): Promise<number> {
  const urls = await page.evaluate(
    (until) =>
      performance
        .getEntriesByType("resource")
        .filter(({ name, startTime }) => startTime <= until && /\.js(\?|$)/.test(name))
        .map((entry) => entry.name),
    usableAfter,
  );
  let bytes = 0;
  for (const url of new Set(urls)) bytes += gzipSync(await (await fetch(url)).bytes()).length;
  return bytes / 1000;
}

/** The page's shifts so far: their sum, and what moved in the largest. */
const layoutShift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ sum: number; worst: string }>((resolve) => {
        type Shift = PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null }[];
        };
        const shifts: Shift[] = [];
        new PerformanceObserver((list) => {
          shifts.push(...(list.getEntries() as Shift[]).filter((entry) => !entry.hadRecentInput));
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => {
          const worst = shifts.toSorted((a, b) => b.value - a.value)[0];
          const moved = worst?.sources.map(({ node }) =>
            node instanceof Element ? `${node.tagName} ${node.className}`.slice(0, 60) : "text",
          );
          resolve({
            sum: shifts.reduce((sum, { value }) => sum + value, 0),
            worst: moved?.join(" | ") ?? "",
          });
        }, 500);
      }),
  );

const browser = await chromium.launch({
  executablePath: process.env.FIRSTLINE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-quic"],
});
try {
  const costs = await seed();
  await app.start();
  const secret = newSecret();
  await app.api("POST", "/api/v1/endpoints", {
    key: "bench",
    name: "Bench",
    verification: { scheme: "standard-webhooks", secret },
    mapping: { event_id: "id", type: "type", text: "text", contact: { id: "who", name: "who" } },
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${app.origin}/sign-in`);
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await load(page);

  const usable: number[] = [];
  for (let index = 0; index < loads; index++) usable.push(await load(page));
  const size = await scriptSize(page, usable.at(-1)!);
  await page.locator("[data-live=on]").waitFor({ state: "attached" });
  const atLoad = await layoutShift(page);
  const shown: number[] = [];
  for (let index = 0; index < arrivals; index++) {
    const who = `Arrival ${index}`;
    const answer = await app.post("bench", secret, {
      id: `b-${index}`,
      type: "ticket.created",
      text: "How are refunds paid?",
      who,
    });
    if (answer.status !== 202) throw new Error(`The event was answered with ${answer.status}.`);
    const stored = performance.now();
    await page.waitForFunction(
      (name) => document.querySelector("[data-conversation]")?.textContent?.includes(`${name}`),
      who,
      { polling: "raf" },
    );
    shown.push(performance.now() - stored);
    await page.waitForTimeout(700);
  }
  console.log(`${kind}, ${count} conversations${"".padEnd(24)}   median      p95      max`);
  row("inbox usable after, ms", usable, "≤ 1000");
  row("202 → row on the screen, ms", shown, "≤ 300");
  row("a message row with its foreign keys, ms", costs, "");
  console.log(`first-load JavaScript of the inbox, kB gzip: ${size.toFixed(1)} (≤ 250)`);
  const atEnd = await layoutShift(page);
  console.log(`layout shift while loading: ${atLoad.sum.toFixed(4)} (≤ 0.1) ${atLoad.worst}`);
  console.log(`rows that make room for ${arrivals} arrivals: ${(atEnd.sum - atLoad.sum).toFixed(4)}`);
} finally {
  await browser.close();
  await app.remove();
  await fresh?.stop();
}
