import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "../..");

/** One suite, run against the embedded database and, where TEST_DATABASE_URL is set, against PostgreSQL too. */
export default defineConfig({
  root,
  test: {
    include: ["app", "components", "inngest", "messages", "scripts", "server"].map(
      (folder) => `${folder}/**/*.test.ts`,
    ),
    globalSetup: [join(import.meta.dirname, "global-setup.ts")],
    // A zone with a quarter-hour offset: a test that passes by luck in UTC fails here.
    env: { TZ: "Asia/Kathmandu" },
    // Two cores have a quarter to spare while two wait for their databases.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
