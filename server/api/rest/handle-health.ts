import type { Platform } from "../../platform/platform.ts";
import { probeDatabase } from "../../platform/probe-database.ts";

/** `GET /api/health`: 200 once events can be taken, 503 while the database does not answer within a second. */
export async function handleHealth(platform: Platform): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  if (await probeDatabase(platform.database)) return Response.json({ status: "ok" }, { headers });
  return Response.json(
    { status: "unavailable" },
    { status: 503, headers: { ...headers, "retry-after": "5" } },
  );
}
