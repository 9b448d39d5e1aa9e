// Watches alerts until one is resolved, and prints each change. Usage: watch.js ADDRESS KEY
import { AlertState } from "../src/gen/throughline/v1/alert_pb.js";
import { connect } from "../src/node.js";

const [address, apiKey] = process.argv.slice(2) as [string, string];
const client = connect(`http://${address}`, { apiKey });
for await (const { event } of client.watchAlerts()) {
  if (event.case !== "alertEvent") {
    continue;
  }
  console.log(`${event.value.alert?.name} ${event.value.change?.number}`);
  if (event.value.change?.state === AlertState.RESOLVED) {
    break;
  }
}
client.close();
