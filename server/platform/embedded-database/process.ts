/**
 * The process that holds the embedded database: PGlite with pgvector on a folder, served on a Unix socket. It runs apart
 * from the main process so that a slow statement never stalls the event loop, and ends when its parent does.
 * Arguments: <data folder> <socket path>. Messages to the parent: {ready}, {failed, message}.
 */
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { FolderInUseError, lockFolder } from "./lock-folder.ts";
import { serveSocket } from "./serve-socket.ts";

const [folder, socketPath] = process.argv.slice(2);
if (!folder || !socketPath) throw new Error("usage: process.ts <data folder> <socket path>");

async function serve(folder: string, socketPath: string): Promise<void> {
  // A killed parent leaves this process for a moment: its successor waits for the lock rather than opening a second time.
  const unlock = await lockFolder(folder, 8000);
  const database = await PGlite.create({ dataDir: folder, extensions: { vector } });
  const server = await serveSocket(database, socketPath);

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await server.stop().catch(() => {});
    await database.close().catch(() => {});
    unlock();
    process.exit(0);
  };
  process.on("disconnect", end);
  process.on("message", (message) => message === "end" && end());
  // A terminal's Ctrl-C reaches the whole group: the parent closes its connections first, then tells us.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => {});
  process.send?.({ ready: true });
}

serve(folder, socketPath).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.send?.({ failed: true, message, inUse: error instanceof FolderInUseError }, () => process.exit(1));
});
