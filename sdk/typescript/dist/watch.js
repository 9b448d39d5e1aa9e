import { Code } from "@connectrpc/connect";
import { failure, toError } from "./errors.js";
import { backoffMs } from "./retry.js";
/** See Client.watchAlerts. */
export async function* watch(open, request, settings, signal) {
    const seen = new Map();
    let token = request.resumeToken ?? "";
    for (let failures = 1;; failures++) {
        const connection = new Connection(settings.silenceMs, signal);
        let end;
        try {
            for await (const message of connection.read(open, { ...request, resumeToken: token })) {
                failures = 1;
                if (fresh(message, seen)) {
                    yield message;
                }
                token = message.resumeToken;
                connection.expect();
            }
            end = failure("the stream ended", Code.Unavailable, crypto.randomUUID());
        }
        catch (reason) {
            end = connection.silent ? failure("the server has fallen silent", Code.Unavailable, crypto.randomUUID()) : toError(reason, "");
        }
        finally {
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
    silenceMs;
    outer;
    silent = false;
    controller = new AbortController();
    alarm;
    abort = () => this.controller.abort();
    constructor(silenceMs, outer) {
        this.silenceMs = silenceMs;
        this.outer = outer;
        outer?.addEventListener("abort", this.abort);
        if (outer?.aborted) {
            this.abort();
        }
        this.expect();
    }
    /** Expects a message from now on. */
    expect() {
        clearTimeout(this.alarm);
        this.alarm = setTimeout(() => {
            this.silent = true;
            this.abort();
        }, this.silenceMs);
    }
    async *read(open, request) {
        for await (const message of open(request, this.controller.signal)) {
            clearTimeout(this.alarm); // the caller may take its time
            yield message;
        }
    }
    close() {
        clearTimeout(this.alarm);
        this.outer?.removeEventListener("abort", this.abort);
        this.abort();
    }
}
/** Whether a message was not seen before; after a resume a change may come twice. */
function fresh(message, seen) {
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
