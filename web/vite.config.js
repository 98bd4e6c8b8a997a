import { defineConfig } from "vite";

// `npm run dev` serves the sources and passes everything else to a running `guanmo serve`.
const server = process.env.GUANMO ?? "http://127.0.0.1:7878";

export default defineConfig({
  base: "/",
  // Files of `public` and `assets` are told from the service's own addresses by their folder.
  build: { target: "es2022", assetsDir: "assets", sourcemap: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": server, "/sparql": { target: server, bypass: (request) => (wantsPage(request) ? "/index.html" : undefined) } } },
});

function wantsPage(request) {
  return request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
}
