// Adds items to the buffered ingester and says what it was told. Usage: endure.js ADDRESS KEY ITEMS
import { Speaker } from "../src/gen/throughline/v1/common_pb.js";
import { connect } from "../src/node.js";

const [address, apiKey, count] = process.argv.slice(2) as [string, string, string];
const client = connect(`http://${address}`, { apiKey });
const seen = new Set<string | undefined>();
let results = 0;
const ingester = client.ingester({
  maxItems: 100,
  onResult: ({ item }) => {
    results++;
    seen.add(item.externalId);
  },
});
for (let i = 0; i < Number(count); i++) {
  await ingester.add({
    sourceSystem: "endurance",
    externalId: `item-${i}`,
    source: "survey",
    channel: "web",
    occurredAt: { seconds: BigInt(Math.floor(Date.now() / 1000)), nanos: 0 },
    customerId: `customer-${i}`,
    turns: [{ speaker: Speaker.CUSTOMER, text: "All fine, thank you." }],
  });
}
await ingester.close(600_000);
const { accepted, duplicate, conflict, rejected, dropped, failed } = ingester.stats;
console.log(JSON.stringify({ results, distinct: seen.size, accepted, repeats: duplicate, others: conflict + rejected + dropped + failed }));
client.close();
