// What a page does with this package, in a browser that a test drives (sdk/conformance/real). The
// page's server names the work and takes what came of it.
import { Speaker } from "../src/gen/throughline/v1/common_pb.js";
import { connect, connectWith, pushInteractions, ThroughlineError } from "../src/web.js";
import { runAll } from "./scenario.js";

/** What the page is to do: to run the scenarios of a control address, or to call a server. */
interface Work {
  control?: string;
  address: string;
  apiKey: string;
}

/** What came of it. */
interface Outcome {
  wrong?: string[]; // of the scenarios
  accepted?: number;
  watched?: string; // name of the alert that the watch brought
  listed?: string[]; // names of the alerts that there are then
  error?: string;
}

/** Pushes what three customers say, and waits for the alert that comes of it. */
async function use(work: Work): Promise<Outcome> {
  const client = connect(work.address, { apiKey: work.apiKey, attempts: 1 });
  for await (const alert of client.listAlerts()) {
    throw new Error(`there is ${alert.name} before anything was pushed`);
  }
  const changes = client.watchAlerts();
  await changes.next();
  const report = await pushInteractions(
    client,
    ["1", "2", "3"].map((n) => ({
      sourceSystem: "page",
      externalId: n,
      source: "ticket",
      channel: "web",
      occurredAt: { seconds: BigInt(Math.floor(Date.now() / 1000)), nanos: 0 },
      customerId: n,
      turns: [{ speaker: Speaker.CUSTOMER, text: "The app said my order was ready for pickup. I drove to the store and the staff at the pickup desk couldn't find it." }],
    })),
  );
  const outcome: Outcome = { accepted: report.accepted, listed: [] };
  for await (const { event } of changes) {
    if (event.case === "alertEvent" && event.value.alert) {
      outcome.watched = event.value.alert.name;
      break;
    }
  }
  for await (const alert of client.listAlerts()) {
    outcome.listed?.push(alert.name);
  }
  client.close();
  return outcome;
}

async function work(): Promise<Outcome> {
  const todo = (await (await fetch("/work")).json()) as Work;
  try {
    if (todo.control) {
      return { wrong: await runAll(todo.control, (b, ...how) => connectWith(`http://${b.http}`, ...how)) };
    }
    return await use(todo);
  } catch (reason) {
    return { error: reason instanceof ThroughlineError ? reason.message : `not a ThroughlineError: ${String(reason)}` };
  }
}

await fetch("/outcome", { method: "POST", body: JSON.stringify(await work()) });
