import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Context } from "../../context.ts";
import { recordChange } from "../../platform/changes.ts";
import { newId } from "../../platform/ids.ts";
import { testContext } from "../../testing/context.ts";
import { edgePlatform, signedIn } from "../../testing/signed-in.ts";
import { removeMember } from "../../user/team/remove-member.ts";
import { followChanges } from "./follow-changes.ts";
import { handleTrpc } from "./handle-trpc.ts";

const origin = "http://127.0.0.1:3999";
let ctx: Context;

beforeAll(async () => {
  const platform = edgePlatform();
  ctx = { ...(await testContext()), platform };
});

const change = (workspaceId: string = ctx.workspaceId) => {
  const id = newId();
  return ctx.platform.database.prisma.$transaction(async (tx) => {
    await recordChange(tx, workspaceId, "event", id);
    return id;
  });
};

/** Reads a stream's text until `done` says it has enough, and leaves. */
async function listen(
  cookie: string,
  lastEventId: string | null,
  done: (text: string) => boolean,
  ms = 8000,
) {
  const leave = new AbortController();
  const timer = setTimeout(() => leave.abort(), ms);
  const input = lastEventId ? `?input=${encodeURIComponent(JSON.stringify({ json: { lastEventId } }))}` : "";
  const response = await handleTrpc(
    new Request(`${origin}/api/trpc/change.follow${input}`, {
      headers: { cookie, accept: "text/event-stream" },
      signal: leave.signal,
    }),
  );
  let text = "";
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (done(text)) break;
    }
  } catch {}
  clearTimeout(timer);
  leave.abort();
  return { status: response.status, text };
}

describe("change.follow", () => {
  it("tells what happens in its own workspace, and resumes without a gap", async () => {
    const other = await testContext();
    const { cookie } = await signedIn(ctx, "agent");
    let first = "";
    const started = listen(
      cookie,
      null,
      (text) => first !== "" && text.includes(first) && text.endsWith("\n\n"),
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    const foreign = await change(other.workspaceId);
    first = await change();
    const { text } = await started;
    expect(text).not.toContain(foreign);
    const id = text.match(/^id: (\d+)$/m)![1]!;

    const missed = [await change(), await change(), await change()];
    const resumed = await listen(cookie, id, (heard) => heard.includes(missed[2]!));
    expect(resumed.text).not.toContain(first);
    expect(missed.map((subject) => resumed.text.indexOf(subject))).toEqual(
      missed.map((subject) => resumed.text.indexOf(subject)).sort((a, b) => a - b),
    );
    for (const subject of missed) expect(resumed.text).toContain(subject);
  });

  it("sends a removed person away", async () => {
    const { cookie, userId } = await signedIn(ctx, "agent");
    const realNow = Date.now;
    const ended = listen(cookie, null, (text) => text.includes("missing_credential"));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await ctx.platform.database.prisma.membership.deleteMany({ where: { userId } });
    const clock = vi.spyOn(Date, "now").mockImplementation(() => realNow() + 31_000);
    await change();
    const { text } = await ended;
    clock.mockRestore();
    expect(text).toContain("UNAUTHORIZED");
  });

  it("tells a removed person nothing more, from that very moment", async () => {
    const { cookie, userId } = await signedIn(ctx, "agent");
    const other = await signedIn(ctx, "admin");
    let later = "";
    const open = listen(cookie, null, (text) => text.includes("missing_credential"), 6000);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const begun = Date.now();
    await removeMember({ ctx, input: { userId } });
    later = await change();
    const { text } = await open;
    expect(text).toContain("UNAUTHORIZED");
    expect(Date.now() - begun).toBeLessThan(3000);
    expect(text).not.toContain(userId);
    expect(text).not.toContain(later);
    const stillHere = await listen(other.cookie, "0", (heard) => heard.includes(later));
    expect(stillHere.text).toContain(later);
  });

  it.each(["-1", "abc", "1e9", "99999999999999999999"])("refuses to resume from %s", async (lastEventId) => {
    const { cookie } = await signedIn(ctx, "agent");
    const { text } = await listen(cookie, lastEventId, (heard) => heard.includes("httpStatus"), 2000);
    expect(text).toContain("BAD_REQUEST");
  });

  it("is closed without a session", async () => {
    const { text } = await listen("", null, (heard) => heard.includes("httpStatus"), 2000);
    expect(text).toContain("UNAUTHORIZED");
  });
});

describe("followChanges", () => {
  it("reads every change of many writers once and in order, and ends when it is told to", async () => {
    const leave = new AbortController();
    const heard: { seq: bigint; subjectId: string }[] = [];
    const written: string[] = [];
    let last = "";
    const listening = (async () => {
      for await (const row of followChanges({ ctx, after: 0n, signal: leave.signal })) {
        if (!row || "draft" in row) continue;
        heard.push(row);
        if (row.subjectId === last) leave.abort();
      }
    })();
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        for (let i = 0; i < 8; i++) written.push(await change());
      }),
    );
    // Heard before its id is known here, the last change is followed by one more that is waited for.
    last = await change();
    written.push(last);
    await change();
    await Promise.race([listening, new Promise((resolve) => setTimeout(resolve, 9000))]);
    leave.abort();
    await listening;
    const ours = heard.filter((row) => written.includes(row.subjectId));
    expect(new Set(ours.map((row) => row.subjectId)).size).toBe(written.length);
    expect(ours).toHaveLength(written.length);
    expect(heard.map((row) => row.seq)).toEqual(
      heard.map((row) => row.seq).toSorted((a, b) => Number(a - b)),
    );
  });
});
