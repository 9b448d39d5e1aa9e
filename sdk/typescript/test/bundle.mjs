// Bundles the browser entry as a page would, and fails when it is larger than promised.
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

const limit = 45 * 1024;
const { outputFiles } = await build({
  stdin: { contents: 'export { connect } from "./dist/web.js";', resolveDir: "." },
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  write: false,
});
const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
console.log(`browser bundle: ${outputFiles[0].contents.length} bytes, ${size} with gzip, at most ${limit}`);
process.exit(size <= limit ? 0 : 1);
