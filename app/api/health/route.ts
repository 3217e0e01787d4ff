import { handleHealth } from "../../../server/api/rest/handle-health.ts";
import { currentPlatform } from "../../../server/platform/current-platform.ts";

export const dynamic = "force-dynamic";

export const GET = () => handleHealth(currentPlatform());
