// What the shared scenarios do not say: keys, names, giving up, telemetry.
import assert from "node:assert/strict";
import { createServer } from "node:http2";
import { test } from "node:test";

import { InMemorySpanExporter, SimpleSpanProcessor, BasicTracerProvider } from "@opentelemetry/sdk-trace-base";

import { connect as connectNode } from "../src/node.js";
import { telemetry } from "../src/otel.js";
import { Code, keyVariable, ThroughlineError } from "../src/public.js";
import { connect as connectWeb } from "../src/web.js";
import { WebhookVerifier } from "../src/webhooks.js";

const apiKey = "tl_live_retail_0123456789";

/** An address that takes connections and answers nothing. */
async function silent(t: { after: (end: () => void) => void }): Promise<string> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

test("a key must name a tenant", () => {
  delete process.env[keyVariable];
  assert.throws(() => connectNode("http://127.0.0.1:1"), /THROUGHLINE_API_KEY/);
  for (const key of ["secret", "tl_live_retail", "tl_live__0123", "sk_live_retail_0123", "tl_live_retail_0123_456"]) {
    assert.throws(() => connectNode("http://127.0.0.1:1", { apiKey: key }), /misspelt/, key);
  }
});

test("Node.js reads the key from the environment, and names are the tenant's", async () => {
  process.env[keyVariable] = "tl_live_big-bank_0123";
  const client = connectNode("http://127.0.0.1:1");
  delete process.env[keyVariable];
  assert.equal(await client.name(), "tenants/big-bank");
  assert.equal(await client.name("alerts", "1"), "tenants/big-bank/alerts/1");
});

test("a page gets its key for each call", async () => {
  const keys = ["tl_live_one_0123", "tl_live_two_0123"];
  const client = connectWeb("http://127.0.0.1:1", { apiKey: async () => keys.shift()! });
  assert.equal(await client.tenant(), "one");
  assert.equal(await client.tenant(), "two");
});

test("a caller who gives up is heard, in a call and in a watch", async (t) => {
  const client = connectNode(await silent(t), { apiKey });
  t.after(() => client.close());
  const after = (ms: number) => AbortSignal.timeout(ms);
  const gaveUp = (e: unknown) => e instanceof ThroughlineError && [Code.Canceled, Code.DeadlineExceeded].includes(e.code);
  await assert.rejects(client.alerts.getAlert({ name: "x" }, { signal: after(50) }), gaveUp);
  await assert.rejects(client.watchAlerts({}, { signal: after(50) }).next(), gaveUp);
});

test("nobody at the address is UNAVAILABLE, with a request id", async () => {
  const client = connectNode("http://127.0.0.1:1", { apiKey, attempts: 1 });
  await assert.rejects(client.alerts.getAlert({ name: "x" }), (e) => {
    assert.ok(e instanceof ThroughlineError);
    assert.equal(e.code, Code.Unavailable);
    assert.match(e.message, /^throughline: Unavailable: .* \[request [0-9a-f-]{36}\]$/);
    return true;
  });
});

test("telemetry makes a span for each attempt", async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const client = connectNode("http://127.0.0.1:1", { apiKey, attempts: 2, interceptors: [telemetry(provider)] });
  await assert.rejects(client.alerts.getAlert({ name: "x" }));
  const spans = exporter.getFinishedSpans();
  assert.deepEqual(spans.map((s) => s.name), Array(2).fill("throughline.v1.AlertService/GetAlert"));
  assert.ok(spans.every((s) => s.status.code === 2 && s.attributes["rpc.method"] === "GetAlert"));
});

test("a callback that throws costs no item its result", async (t) => {
  const client = connectNode("http://127.0.0.1:1", { apiKey });
  const logged = t.mock.method(console, "error", () => {});
  const told: string[] = [];
  const ingester = client.ingester({
    maxItems: 2,
    onResult: ({ item }) => {
      told.push(item.externalId ?? "");
      throw new Error("the caller's mistake");
    },
  });
  for (const externalId of ["0", "1", "2"]) {
    await ingester.add({ externalId });
  }
  await assert.rejects(ingester.close(20), (e) => e instanceof ThroughlineError && e.code === Code.DeadlineExceeded);
  await assert.rejects(ingester.add({ externalId: "3" }), /closed/);
  assert.deepEqual(told, ["0", "1", "2"]);
  assert.equal(logged.mock.callCount(), 3);
  assert.equal(ingester.stats.failed, 3);
});

test("a webhook verifier wants secrets that are spelt right", () => {
  assert.throws(() => new WebhookVerifier(), /at least one/);
  assert.throws(() => new WebhookVerifier("whsec_"), /misspelt/);
});
