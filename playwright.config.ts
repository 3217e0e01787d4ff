import { defineConfig } from "@playwright/test";

/** The stories of e2e/, in Chromium, each against the real app on a data folder of its own (e2e/desk.ts starts it). */
export default defineConfig({
  testDir: "e2e",
  // A story mostly waits; two side by side fill two cores.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Asia/Kathmandu",
    screenshot: "only-on-failure",
    // A trace costs a story a quarter of its time: FIRSTLINE_E2E_TRACE=1 keeps one of each story that fails.
    trace: process.env.FIRSTLINE_E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: process.env.FIRSTLINE_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-background-networking", "--disable-quic"],
    },
  },
});
