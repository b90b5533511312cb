import { defineConfig } from "vitest/config";

// `npm run dev` serves the pages with hot reload and passes the API on to a running server.
const backend = process.env["HINDSIGHT_URL"] ?? "https://localhost:3080";

export default defineConfig({
  base: "/",
  publicDir: "app/public",
  build: {
    target: "es2022",
    // The first versions that know light-dark(), which must stay as written: the stage is dark in either theme.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    outDir: "dist",
    emptyOutDir: true,
    // The Content-Security-Policy forbids inline scripts, styles and data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 200,
  },
  server: {
    proxy: { "/v1": { target: backend, changeOrigin: true, secure: false, ws: true, headers: { origin: backend } } },
  },
  test: {
    environment: "happy-dom",
    include: ["player/**/*.test.ts", "app/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
