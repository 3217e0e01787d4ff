import { forgetPresences } from "../conversation/presence/store.ts";
import { wakeSnoozed } from "../conversation/wake-snoozed.ts";
import { forgetOldCalls } from "../incoming-event/forget-old-calls.ts";
import { forgetRedactedFields } from "../incoming-event/forget-redacted-fields.ts";
import { forgetRejections } from "../incoming-event/forget-rejections.ts";
import { forgetAskedQuestions } from "../knowledge/forget-asked-questions.ts";
import { forgetOldChanges } from "../platform/changes.ts";
import type { Platform } from "../platform/platform.ts";
import { updateStatistics } from "../platform/update-statistics.ts";
import { expireToolCalls } from "../tool/expire-tool-calls.ts";

const firstMs = 60_000;
const everyMs = 3_600_000;
/** How late what nobody needs any more is taken out of what was received. */
const redactionMs = 60_000;
/** How late something snoozed may come back. */
const alarmMs = 5000;

/**
 * What has to be done now and then and by nobody in particular: every hour, beginning a minute after the start; every minute
 * what endpoints hide is taken out; and every few seconds a look at what was snoozed until now.
 */
export function startHouseKeeping(platform: Platform): { stop(): void } {
  const { database, logger } = platform;
  const work = async () => {
    try {
      await forgetRejections(platform, new Date());
      await forgetPresences(database.prisma);
      await forgetOldCalls(platform, new Date());
      await forgetRedactedFields(platform, new Date());
      await forgetOldChanges(database.prisma);
      await forgetAskedQuestions(platform, new Date());
      await expireToolCalls(platform, new Date());
      await updateStatistics(database);
    } catch (error) {
      logger.warn({ err: error }, "house_keeping.failed");
    }
  };
  const first = setTimeout(work, firstMs);
  const timer = setInterval(work, everyMs);
  let redacting = false;
  const redact = setInterval(async () => {
    if (redacting) return;
    redacting = true;
    try {
      await forgetRedactedFields(platform, new Date(), "recent");
    } catch (error) {
      logger.warn({ err: error }, "forget_redacted.failed");
    } finally {
      redacting = false;
    }
  }, redactionMs);
  const alarm = setInterval(() => {
    wakeSnoozed(platform, new Date()).catch((error) => logger.warn({ err: error }, "wake_snoozed.failed"));
  }, alarmMs);
  return {
    stop() {
      clearInterval(alarm);
      clearInterval(redact);
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}
