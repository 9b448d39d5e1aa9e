// Runs the scenarios that every SDK must pass (sdk/conformance), in Node.js or in a page.
import { create } from "@bufbuild/protobuf";

import type { CoreClient } from "../src/client.js";
import { ThroughlineError } from "../src/errors.js";
import { AdminService } from "../src/gen/throughline/v1/admin_pb.js";
import { InteractionSchema, PushStatus } from "../src/gen/throughline/v1/ingestion_pb.js";
import { PolicyService } from "../src/gen/throughline/v1/policy_pb.js";
import { ingester as startIngester } from "../src/ingester.js";
import type { Internals, Options } from "../src/options.js";
import { wait, type Wait } from "../src/retry.js";
import { Code, PushError, pushInteractions, type PushReport } from "../src/public.js";
import { WebhookVerifier } from "../src/webhooks.js";

/** What a scenario begins with. */
export interface Beginning {
  run: string;
  grpc: string;
  http: string;
  key: string;
  client: { attempts?: number; deadline_ms?: number; silence_ms?: number; user_agent?: string; real_waits?: boolean };
  do: {
    call?: { method: string; times?: number; request_id?: string; parent?: string };
    list?: { page_size?: number; page_token?: string; take?: number };
    watch?: { resume_token?: string; messages: number };
    push?: Push;
    ingest?: Ingest;
    verify?: boolean;
  };
  webhooks: { secrets: string[]; headers: Record<string, string>; body: string }[];
}

interface Push {
  items: number;
  text_bytes?: number;
  broken?: number[];
  oversize?: number[];
}

interface Ingest extends Push {
  max_items?: number;
  max_bytes?: number;
  interval_ms?: number;
  queue_items?: number;
  drop?: boolean;
  flush?: boolean;
  await?: boolean;
  close_ms?: number;
}

interface Outcome {
  error?: object;
  waits_ms: number[];
  items: string[];
  tokens: string[];
  counts?: object;
  results: object[];
  verified: boolean[];
}

/** Makes the client of a scenario. */
export type Connect = (b: Beginning, options: Options & { apiKey: string }, internals: Internals) => CoreClient;

async function run(b: Beginning, connect: Connect): Promise<Outcome> {
  const outcome: Outcome = { waits_ms: [], items: [], tokens: [], results: [], verified: [] };
  const noted: Wait = async (ms, signal) => {
    outcome.waits_ms.push(ms);
    await wait(b.client.real_waits ? ms : 0, signal);
  };
  const options = {
    apiKey: b.key,
    ...(b.client.attempts && { attempts: b.client.attempts }),
    ...(b.client.deadline_ms && { deadlineMs: b.client.deadline_ms }),
    ...(b.client.user_agent && { userAgent: b.client.user_agent }),
  };
  const internals = { wait: noted, ...(b.client.silence_ms && { silenceMs: b.client.silence_ms }) };
  const client = connect(b, options, internals);
  const actions: Record<string, () => Promise<void>> = {
    call: () => call(client, b.do.call!, outcome),
    list: () => list(client, b.do.list!, outcome),
    watch: () => watch(client, b.do.watch!, outcome),
    push: () => push(client, b.do.push!, outcome),
    ingest: () => ingest(client, b.do.ingest!, outcome),
    verify: async () => verify(b, outcome),
  };
  try {
    await actions[Object.keys(b.do)[0]!]!();
  } catch (reason) {
    outcome.error = told(reason);
  } finally {
    client.close();
  }
  return outcome;
}

async function call(client: CoreClient, c: NonNullable<Beginning["do"]["call"]>, outcome: Outcome): Promise<void> {
  const methods: Record<string, () => Promise<unknown>> = {
    GetAlert: async () => client.alerts.getAlert({ name: await client.name("alerts", "0") }),
    UpdatePolicy: async () => client.service(PolicyService).updatePolicy({ policy: { name: await client.name("policy") } }),
    CreateApiKey: () => client.service(AdminService).createApiKey({ parent: c.parent ?? "", requestId: c.request_id ?? "" }),
  };
  for (let i = 0; i < (c.times ?? 1); i++) {
    try {
      await methods[c.method]!();
    } catch (reason) {
      outcome.error = told(reason);
    }
  }
}

async function list(client: CoreClient, l: NonNullable<Beginning["do"]["list"]>, outcome: Outcome): Promise<void> {
  for await (const alert of client.listAlerts({ pageSize: l.page_size ?? 0, pageToken: l.page_token ?? "" })) {
    outcome.items.push(alert.name);
    if (outcome.items.length === l.take) {
      return;
    }
  }
}

async function watch(client: CoreClient, w: NonNullable<Beginning["do"]["watch"]>, outcome: Outcome): Promise<void> {
  for await (const message of client.watchAlerts({ resumeToken: w.resume_token ?? "" })) {
    outcome.tokens.push(message.resumeToken);
    if (outcome.tokens.length === w.messages) {
      return;
    }
  }
}

function made(p: Push) {
  const text = "x".repeat(p.text_bytes ?? 10);
  return Array.from({ length: p.items }, (_, i) =>
    create(InteractionSchema, {
      externalId: String(i),
      turns: p.broken?.includes(i) ? [] : [{ text: p.oversize?.includes(i) ? "x".repeat(5 << 20) : text }],
    }),
  );
}

async function push(client: CoreClient, p: Push, outcome: Outcome): Promise<void> {
  const note = (report: PushReport) => {
    const { accepted, duplicate, conflict, rejected } = report;
    outcome.counts = { accepted, duplicate, conflict, rejected, dropped: 0, failed: 0 };
    outcome.results = report.failures.map((f) => ({ id: f.id, index: f.index, status: PushStatus[f.status] }));
  };
  try {
    note(await pushInteractions(client, made(p)));
  } catch (reason) {
    if (reason instanceof PushError) {
      note(reason.report);
    }
    throw reason;
  }
}

async function ingest(client: CoreClient, o: Ingest, outcome: Outcome): Promise<void> {
  let all = () => {};
  const arrived = new Promise<void>((resolve) => (all = resolve));
  const ingester = startIngester(client, {
    ...(o.max_items && { maxItems: o.max_items }),
    ...(o.max_bytes && { maxBytes: o.max_bytes }),
    ...(o.interval_ms && { intervalMs: Math.min(o.interval_ms, 2 ** 31 - 1) }),
    ...(o.queue_items && { queueItems: o.queue_items }),
    drop: o.drop ?? false,
    onResult: (r) => {
      outcome.results.push({
        id: (r.item as { externalId: string }).externalId,
        index: 0,
        ...(r.error ? { code: codeName(r.error.code) } : { status: PushStatus[r.result.status] }),
      });
      if (outcome.results.length === o.items) {
        all();
      }
    },
  });
  for (const item of made(o)) {
    await ingester.add(item);
  }
  if (o.await) {
    await arrived;
  }
  if (o.flush) {
    await ingester.flush();
  }
  try {
    await ingester.close(o.close_ms ?? 60_000);
  } finally {
    const { waiting: _, ...counts } = ingester.stats;
    outcome.counts = counts;
  }
}

function verify(b: Beginning, outcome: Outcome): void {
  for (const w of b.webhooks) {
    try {
      outcome.verified.push(new WebhookVerifier(...w.secrets).verify(w.body, w.headers).body === w.body);
    } catch {
      outcome.verified.push(false);
    }
  }
}

/** An error as the SDK tells it. */
function told(reason: unknown): object {
  if (!(reason instanceof ThroughlineError)) {
    return { code: "UNKNOWN", reason: "", message: `not a ThroughlineError: ${String(reason)}`, retry_after_ms: 0, request_id: "", retryable: false };
  }
  return {
    code: codeName(reason.code),
    reason: reason.reasonName,
    message: reason.rawMessage,
    text: reason.message,
    metadata: reason.info,
    retry_after_ms: reason.retryAfterMs,
    request_id: reason.requestId,
    violations: reason.fieldViolations,
    retryable: reason.retryable,
  };
}

/** The code as google.rpc.Code spells it. */
function codeName(code: Code): string {
  return Code[code].replace(/(?<!^)([A-Z])/g, "_$1").toUpperCase();
}

async function ask<T>(url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`${url}: ${response.status} ${await response.text()}`);
  }
  return (await response.json()) as T;
}

/** Runs every scenario, and returns what is wrong: nothing when all is well. */
export async function runAll(control: string, connect: Connect): Promise<string[]> {
  const all: string[] = [];
  for (const name of await ask<string[]>(`${control}/scenarios`)) {
    const b = await ask<Beginning>(`${control}/begin?scenario=${encodeURIComponent(name)}`, {});
    const wrong = await ask<string[]>(`${control}/end?run=${b.run}`, await run(b, connect));
    all.push(...wrong.map((w) => `${name}: ${w}`));
  }
  return all;
}
