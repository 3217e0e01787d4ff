import { watch } from "node:fs";
import type { Platform } from "../../platform/platform.ts";
import { allWorkspaceIds } from "../../workspace/store.ts";
import { loadTools } from "./load-tools.ts";
import { putCodeTools } from "./put-tools.ts";

/** An editor writes a file in several steps; they are one change. */
const settleMs = 150;

async function readAgain(platform: Platform, folder: string): Promise<void> {
  const { logger, database } = platform;
  const { tools, problems } = await loadTools(folder);
  for (const { file, problem } of problems) logger.warn({ file, problem }, "tool.file_refused");
  for (const workspaceId of await allWorkspaceIds(database.prisma))
    await database.prisma
      .$transaction((tx) => putCodeTools(tx, workspaceId))
      // It may be deleted by now; whatever it is, the others have their tools.
      .catch((err) => logger.error({ err, workspaceId }, "tool.files_not_put"));
  if (tools.length > 0) logger.info({ tools: tools.map(({ name }) => name) }, "tool.files_read");
}

/**
 * Reads the tools of a folder into every workspace, and again whenever the folder changes, where it is watched. Nothing in
 * it can stop the start.
 */
export async function startCodeTools(
  platform: Platform,
  { folder, isWatched }: { folder: string; isWatched: boolean },
): Promise<{ stop(): void }> {
  const { logger } = platform;
  const failed = (err: unknown) => logger.error({ err }, "tool.files_not_read");
  await readAgain(platform, folder).catch(failed);
  if (!isWatched) return { stop() {} };
  let waiting: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  try {
    const watcher = watch(folder, () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        reading = reading.then(() => readAgain(platform, folder)).catch(failed);
      }, settleMs);
    });
    watcher.on("error", failed);
    return {
      stop() {
        clearTimeout(waiting);
        watcher.close();
      },
    };
  } catch {
    // There is no such folder; whoever makes one starts again.
    return { stop() {} };
  }
}
