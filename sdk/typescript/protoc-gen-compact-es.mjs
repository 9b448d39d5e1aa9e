#!/usr/bin/env node
// The protoc plugin of this package: protoc-gen-es, with the descriptors of files written as text
// instead of base64. In base64 one name looks different at each of three positions, so that gzip
// does not find it again; as text the descriptors of a page's bundle take a third less.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { CodeGeneratorResponseSchema } from "@bufbuild/protobuf/wkt";

const plugin = fileURLToPath(new URL("node_modules/.bin/protoc-gen-es", import.meta.url));
const run = spawnSync(plugin, { input: readFileSync(0), maxBuffer: 1 << 30, stdio: ["pipe", "pipe", "inherit"] });
if (run.status !== 0) {
  process.exit(run.status ?? 1);
}
const response = fromBinary(CodeGeneratorResponseSchema, run.stdout);
for (const file of response.file) {
  const compact = file.content.replace(/fileDesc\("([A-Za-z0-9+/=]+)"/, (_, base64) => `fileDesc(/*@__PURE__*/ btoa("${literal(base64)}")`);
  if (compact === file.content) {
    throw new Error(`${file.name} has no descriptor in base64: protoc-gen-es writes it otherwise now`);
  }
  file.content = compact;
}
process.stdout.write(toBinary(CodeGeneratorResponseSchema, response));

/** What is to stand between quotes for the bytes: ASCII alone, so that no tool changes it. */
function literal(base64) {
  return Array.from(Buffer.from(base64, "base64"), (byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === "\\") {
      return `\\${character}`;
    }
    return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
  }).join("");
}
