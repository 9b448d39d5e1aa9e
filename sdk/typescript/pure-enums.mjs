// Rewrites the enums in dist/gen so that a bundler can leave out those that a page does not use.
// tsc writes an enum as a variable that a function fills, which looks like an effect to keep.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = new URL("dist/gen/", import.meta.url).pathname;
let found = 0;
for (const name of readdirSync(folder, { recursive: true }).filter((n) => n.endsWith("_pb.js"))) {
  const file = join(folder, name);
  const pure = readFileSync(file, "utf8").replace(
    /export var (\w+);\n\(function \(\1\) \{([\s\S]*?)\}\)\(\1 \|\| \(\1 = \{\}\)\);/g,
    (_, of, body) => (found++, `export const ${of} = /*@__PURE__*/ (function (${of}) {${body}    return ${of};\n})({});`),
  );
  writeFileSync(file, pure);
}
if (found === 0) {
  throw new Error("no enum found in dist/gen: tsc writes them otherwise now");
}
