import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

const program = `
import { outliveOutput } from ${JSON.stringify(new URL("./outlive-output.ts", import.meta.url).href)};
outliveOutput();
process.on("uncaughtException", (error) => process.exit(error.code === "EPIPE" ? 32 : 1));
const write = () => { console.log("one line"); console.error("one line"); };
write();
setInterval(write, 10);
process.on("message", () => process.exit(0));
`;

test("a reader of the output who is gone ends nothing", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  await Promise.all([once(child.stdout!, "data"), once(child.stderr!, "data")]);
  child.stdout!.destroy();
  child.stderr!.destroy();
  const ended = once(child, "exit");
  setTimeout(() => child.connected && child.send("end"), 300);
  expect(await ended).toEqual([0, null]);
});
