import { createHash, timingSafeEqual } from "node:crypto";
import ipaddr from "ipaddr.js";
import { readBearer } from "../../api-key/rules.ts";
import { channelStates, troubledEverywhere } from "../../channel/failing/store.ts";
import { unsettledEverywhere, unsettledStatuses } from "../../delivery/waiting/store.ts";
import type { Platform } from "../../platform/platform.ts";
import { probeDatabase } from "../../platform/probe-database.ts";
import { readQueue } from "./engine-metrics.ts";
import { metrics } from "./metrics.ts";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether the caller may read the metrics: by the operator's token, or, where none is set, from this very machine. */
function mayRead(token: string | undefined, request: Request, remoteAddress: string | undefined): boolean {
  if (token) {
    const given = readBearer(request.headers.get("authorization"));
    return given !== null && timingSafeEqual(digest(given), digest(token));
  }
  // A proxy on this machine connects from loopback on behalf of the world.
  if (["x-forwarded-for", "forwarded", "x-real-ip", "via"].some((name) => request.headers.has(name)))
    return false;
  return (
    remoteAddress !== undefined &&
    ipaddr.isValid(remoteAddress) &&
    ipaddr.process(remoteAddress).range() === "loopback"
  );
}

/** `GET /metrics`: Prometheus text; 401 for whoever may not read it. */
export async function handleMetrics(
  platform: Platform,
  request: Request,
  peer: { remoteAddress: string | undefined },
): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  if (request.method !== "GET")
    return new Response("Use GET.\n", { status: 405, headers: { ...headers, allow: "GET" } });
  if (!mayRead(platform.settings.metricsToken, request, peer.remoteAddress))
    return new Response("Not allowed.\n", {
      status: 401,
      headers: { ...headers, "www-authenticate": "Bearer" },
    });
  const { registry, deliveries, channels, backlog, databaseUp } = metrics();
  const found = await probeDatabase(platform.database);
  databaseUp.set(found ? 1 : 0);
  if (found) {
    backlog.set(found.outboxRows);
    await readQueue(platform);
    const counts = new Map(
      (await unsettledEverywhere(platform.database.prisma)).map(({ status, count }) => [status, count]),
    );
    for (const status of unsettledStatuses) deliveries.set({ status }, counts.get(status) ?? 0);
    const troubled = new Map(
      (await troubledEverywhere(platform.database.prisma)).map(({ state, count }) => [state, count]),
    );
    for (const state of channelStates) channels.set({ state }, troubled.get(state) ?? 0);
  }
  return new Response(await registry.metrics(), {
    headers: { ...headers, "content-type": registry.contentType },
  });
}
