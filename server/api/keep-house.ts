import { forgetRejections } from "../incoming-event/forget-rejections.ts";
import { forgetOldChanges } from "../platform/changes.ts";
import type { Platform } from "../platform/platform.ts";
import { updateStatistics } from "../platform/update-statistics.ts";

const firstMs = 60_000;
const everyMs = 3_600_000;

/** What has to be done now and then and by nobody in particular: every hour, beginning a minute after the start. */
export function startHouseKeeping(platform: Platform): { stop(): void } {
  const { database, logger } = platform;
  const work = async () => {
    try {
      await forgetRejections(platform, new Date());
      await forgetOldChanges(database.prisma);
      await updateStatistics(database);
    } catch (error) {
      logger.warn({ err: error }, "house_keeping.failed");
    }
  };
  const first = setTimeout(work, firstMs);
  const timer = setInterval(work, everyMs);
  return {
    stop() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}
