import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The architecture test on its own, without a database: part of `npm run check`. */
export default defineConfig({
  root: join(import.meta.dirname, "../../.."),
  test: { include: ["server/architecture.test.ts"] },
});
