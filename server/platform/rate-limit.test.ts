import { describe, expect, it } from "vitest";
import { testDatabase } from "../testing/database.ts";
import { newId } from "./ids.ts";
import { returnToWindow, takeFromWindow } from "./rate-limit.ts";

const { prisma } = testDatabase();

describe("takeFromWindow", () => {
  it("allows exactly the limit, however the uses arrive", async () => {
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => takeFromWindow(prisma, key, { limit: 10, seconds: 60 })),
    );
    expect(answers.filter((answer) => answer.allowed)).toHaveLength(10);
    const last = await takeFromWindow(prisma, key, { limit: 10, seconds: 60 });
    expect(last).toMatchObject({ allowed: false, count: 26 });
    expect(last.retryAfterSeconds).toBeGreaterThan(50);
    expect(last.retryAfterSeconds).toBeLessThanOrEqual(60);
  });

  it("begins anew after the window, and sweeps what is long over", async () => {
    const [key, forgotten] = [newId(), newId()];
    await takeFromWindow(prisma, key, { limit: 1, seconds: 60 });
    await takeFromWindow(prisma, forgotten, { limit: 1, seconds: 60 });
    expect(await takeFromWindow(prisma, key, { limit: 1, seconds: 60 })).toMatchObject({ allowed: false });
    await prisma.$executeRaw`UPDATE rate_limit SET window_ends_at = now() WHERE key = ${key}`;
    await prisma.$executeRaw`UPDATE rate_limit SET window_ends_at = now() - interval '2 hours' WHERE key = ${forgotten}`;
    expect(await takeFromWindow(prisma, key, { limit: 1, seconds: 60 })).toMatchObject({
      allowed: true,
      count: 1,
    });
    expect(await prisma.rateLimit.findUnique({ where: { key: forgotten } })).toBeNull();
  });

  it("takes a returned use back", async () => {
    const key = newId();
    await takeFromWindow(prisma, key, { limit: 1, seconds: 60 });
    await returnToWindow(prisma, key);
    expect(await takeFromWindow(prisma, key, { limit: 1, seconds: 60 })).toMatchObject({ allowed: true });
  });
});
