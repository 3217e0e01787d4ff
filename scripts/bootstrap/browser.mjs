import { existsSync } from "node:fs";
import { runQuietly } from "./child.mjs";
import { Stop, say, seconds } from "./project.mjs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const find = () => [process.env.FIRSTLINE_CHROMIUM, ...places].find((path) => path && existsSync(path));

/**
 * The browser of the browser story: the installed one, else Debian's, installed now when that needs no password.
 * @returns {Promise<string>} its path
 * @throws {Stop}
 */
export async function findBrowser() {
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const started = performance.now();
    say("installing Chromium …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const failure = "Chromium could not be installed; the reason stands above.";
    await runQuietly("apt-get", ["update"], { env, failure });
    await runQuietly("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env, failure });
    say(`installed Chromium in ${seconds(started)}`);
  }
  const installed = find();
  if (installed) return installed;
  throw new Stop("The browser story needs Chromium: install it, or name its program in FIRSTLINE_CHROMIUM.");
}
