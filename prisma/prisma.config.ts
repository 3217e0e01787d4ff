import { defineConfig } from "prisma/config";

// The URL is read only by `prisma migrate deploy` on an operator's machine; Firstline applies its migrations itself.
export default defineConfig({
  schema: "schema",
  migrations: { path: "migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost:5432/firstline" },
});
