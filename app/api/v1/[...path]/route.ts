import { handleRest } from "../../../../server/api/rest/handle-rest.ts";
import { currentPlatform } from "../../../../server/platform/current-platform.ts";

export const dynamic = "force-dynamic";

/** For hosts without a process of ours in front; `npm start` answers these paths before Next sees them. */
const handle = (request: Request) => handleRest(currentPlatform(), request);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
