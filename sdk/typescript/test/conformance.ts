// Runs the scenarios through the Node.js entry over gRPC, or through the browser's over Connect.
// Usage: conformance.js CONTROL-URL node|web
import { connectWith as connectNode } from "../src/node.js";
import { connectWith as connectWeb } from "../src/web.js";
import { runAll, type Connect } from "./scenario.js";

const [control, entry] = process.argv.slice(2) as [string, string];
const entries: Record<string, Connect> = {
  node: (b, ...how) => connectNode(`http://${b.grpc}`, ...how),
  web: (b, ...how) => connectWeb(`http://${b.http}`, ...how),
};
const wrong = await runAll(control, entries[entry]!);
for (const w of wrong) {
  console.log(`${entry}: ${w}`);
}
process.exit(wrong.length === 0 ? 0 : 1);
