import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";

import { failure, toError, type ThroughlineError } from "./errors.js";
import type { WatchAlertsRequestSchema, WatchAlertsResponse } from "./gen/throughline/v1/alert_pb.js";
import { newId, type Settings } from "./options.js";
import { backoffMs } from "./retry.js";

type Request = MessageInitShape<typeof WatchAlertsRequestSchema>;
type Open = (request: Request, signal: AbortSignal) => AsyncIterable<WatchAlertsResponse>;

/** See Client.watchAlerts. */
export async function* watch(open: Open, request: Request, settings: Settings, signal?: AbortSignal): AsyncGenerator<WatchAlertsResponse> {
  const seen = new Map<string, number>();
  let token = (request as { resumeToken?: string }).resumeToken ?? "";
  for (let failures = 1; ; failures++) {
    const connection = new Connection(settings.silenceMs, signal);
    let end: ThroughlineError;
    try {
      for await (const message of connection.read(open, { ...request, resumeToken: token } as Request)) {
        failures = 1;
        if (fresh(message, seen)) {
          yield message;
        }
        token = message.resumeToken;
        connection.expect();
      }
      end = failure("the stream ended", Code.Unavailable, newId());
    } catch (reason) {
      end = connection.silent ? failure("the server has fallen silent", Code.Unavailable, newId()) : toError(reason, "");
    } finally {
      connection.close();
    }
    if (!end.retryable || signal?.aborted) {
      throw end;
    }
    await settings.wait(backoffMs(end.retryAfterMs, failures), signal);
    if (signal?.aborted) {
      throw end;
    }
  }
}

/** One connection of a watch, which is given up when not even a heartbeat comes. */
class Connection {
  silent = false;
  private readonly controller = new AbortController();
  private alarm: ReturnType<typeof setTimeout> | undefined;
  private readonly abort = () => this.controller.abort();

  constructor(
    private readonly silenceMs: number,
    private readonly outer: AbortSignal | undefined,
  ) {
    outer?.addEventListener("abort", this.abort);
    if (outer?.aborted) {
      this.abort();
    }
    this.expect();
  }

  /** Expects a message from now on. */
  expect(): void {
    clearTimeout(this.alarm);
    this.alarm = setTimeout(() => {
      this.silent = true;
      this.abort();
    }, this.silenceMs);
  }

  async *read(open: Open, request: Request): AsyncGenerator<WatchAlertsResponse> {
    for await (const message of open(request, this.controller.signal)) {
      clearTimeout(this.alarm); // the caller may take its time
      yield message;
    }
  }

  close(): void {
    clearTimeout(this.alarm);
    this.outer?.removeEventListener("abort", this.abort);
    this.abort();
  }
}

/** Whether a message was not seen before; after a resume a change may come twice. */
function fresh(message: WatchAlertsResponse, seen: Map<string, number>): boolean {
  if (message.event.case !== "alertEvent") {
    return true;
  }
  const name = message.event.value.alert?.name ?? "";
  const number = message.event.value.change?.number ?? 0;
  if (number <= (seen.get(name) ?? 0)) {
    return false;
  }
  seen.set(name, number);
  return true;
}
