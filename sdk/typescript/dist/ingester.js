import { Code } from "@connectrpc/connect";
import { failure, toError } from "./errors.js";
import { PushStatus } from "./gen/throughline/v1/ingestion_pb.js";
import { itemOverhead, maxBatchBytes, maxBatchItems, maxItemBytes, pushKinds, tooLarge } from "./push.js";
import { backoffMs } from "./retry.js";
/**
 * Gathers interactions in memory and sends them in batches, one after the other, in the order in
 * which they were added. What fails for a while is sent again until it is stored or closing has no
 * more time: a server that is restarted costs nothing, and repeats are recognised by the server.
 * What the process holds when it dies is lost; so confirm to your source only what onResult told.
 */
export class Ingester {
    push;
    wait;
    counts = { waiting: 0, accepted: 0, duplicate: 0, conflict: 0, rejected: 0, dropped: 0, failed: 0 };
    limits;
    onResult;
    abort = new AbortController();
    queue = [];
    bytes = 0;
    due = 0; // so many of the queue's first items are to be sent, full batch or not
    timer;
    sending;
    closed = false;
    reported = 0; // results so far
    flushes = []; // end when so many are reported
    roomless = []; // those who wait for room
    /** Made by ingester. */
    constructor(push, wait, o) {
        this.push = push;
        this.wait = wait;
        this.limits = {
            maxItems: within(o.maxItems, 500, maxBatchItems),
            maxBytes: within(o.maxBytes, maxBatchBytes, maxBatchBytes),
            intervalMs: within(o.intervalMs, 1_000, 2 ** 31 - 1),
            queueItems: within(o.queueItems, 10_000, 2 ** 24),
            drop: o.drop ?? false,
        };
        this.onResult = o.onResult ?? (() => { });
    }
    /** The counts so far. */
    get stats() {
        return { ...this.counts };
    }
    /**
     * Queues an interaction. Waits for room, or returns false at once when the item was dropped, as
     * the options say. Throws when the ingester is closed.
     */
    async add(item) {
        while (!this.closed && this.counts.waiting >= this.limits.queueItems) {
            if (this.limits.drop) {
                this.counts.dropped++;
                return false;
            }
            await new Promise((resolve) => this.roomless.push(resolve));
        }
        if (this.closed) {
            throw failure("the ingester is closed", Code.FailedPrecondition, "");
        }
        const size = pushKinds.interactions.size(item) + itemOverhead;
        this.counts.waiting++;
        this.queue.push({ item, size });
        this.bytes += size;
        this.timer ??= setTimeout(() => this.sendAll(), this.limits.intervalMs);
        this.start();
        return true;
    }
    /** Sends what was added before, and returns once each item has its result. */
    flush() {
        this.sendAll();
        const target = this.reported + this.counts.waiting;
        return new Promise((resolve) => {
            this.flushes.push({ target, resolve });
            this.endFlushes();
        });
    }
    /**
     * Sends what was added, and returns once each item has its result. When that takes longer than
     * timeoutMs, what is left ends with an error, onResult is told, and it throws a ThroughlineError
     * with code DeadlineExceeded. Closing twice is harmless.
     */
    async close(timeoutMs = 30_000) {
        this.closed = true;
        this.freeRoom();
        let late = false;
        const alarm = setTimeout(() => {
            late = true;
            this.abort.abort();
        }, timeoutMs);
        await this.flush();
        clearTimeout(alarm);
        clearTimeout(this.timer);
        if (late) {
            throw notSent();
        }
    }
    sendAll() {
        clearTimeout(this.timer);
        this.timer = undefined;
        this.due = this.queue.length;
        this.start();
    }
    /** Sends while there is something to send; one batch at a time. */
    start() {
        if (this.sending === undefined && this.ripe()) {
            this.sending = this.run().finally(() => {
                this.sending = undefined;
                if (this.queue.length > 0) {
                    this.timer ??= setTimeout(() => this.sendAll(), this.limits.intervalMs);
                }
                this.start();
            });
        }
    }
    ripe() {
        const { maxItems, maxBytes } = this.limits;
        return this.due > 0 || this.queue.length >= maxItems || this.bytes >= maxBytes;
    }
    async run() {
        while (this.ripe()) {
            await this.send(this.take());
        }
    }
    /** Takes the next batch off the queue. */
    take() {
        const { maxItems, maxBytes } = this.limits;
        let bytes = 0;
        let n = 0;
        for (const { size } of this.queue) {
            if (n === maxItems || (n > 0 && bytes + size > maxBytes)) {
                break;
            }
            bytes += size;
            n++;
        }
        this.bytes -= bytes;
        this.due = Math.max(this.due - n, 0);
        return this.queue.splice(0, n);
    }
    /** Sends items until each has its result. One that no message can hold has it at once. */
    async send(entries) {
        let fitting = [];
        for (const { item, size } of entries) {
            if (size - itemOverhead <= maxItemBytes) {
                fitting.push(item);
                continue;
            }
            await this.sendFitting(fitting);
            fitting = [];
            this.report({ item, result: tooLarge(0, pushKinds.interactions.id(item)) });
        }
        await this.sendFitting(fitting);
    }
    async sendFitting(items) {
        if (items.length === 0) {
            return;
        }
        try {
            const answer = await this.persist(items);
            answer.results.forEach((result, i) => this.report({ item: items[i], result }));
        }
        catch (reason) {
            const error = toError(reason, "");
            if (error.code === Code.ResourceExhausted && items.length > 1) {
                const half = Math.floor(items.length / 2);
                await this.sendFitting(items.slice(0, half));
                await this.sendFitting(items.slice(half));
                return;
            }
            items.forEach((item) => this.report({ item, error }));
        }
    }
    /** Pushes until there is an answer that does not pass, or no more time. */
    async persist(items) {
        const { signal } = this.abort;
        for (let n = 1;; n++) {
            if (signal.aborted) {
                throw notSent();
            }
            try {
                return await this.push(items, signal);
            }
            catch (reason) {
                const e = toError(reason, "");
                const passes = e.retryable || e.code === Code.DeadlineExceeded;
                if (!passes && !signal.aborted) {
                    throw e;
                }
                await this.wait(backoffMs(e.retryAfterMs, n), signal);
            }
        }
    }
    /** Tells what became of one item, and makes room for another. */
    report(r) {
        this.counts.waiting--;
        this.counts[r.error ? "failed" : stored[r.result.status]]++;
        this.freeRoom();
        this.onResult(r);
        this.reported++;
        this.endFlushes();
    }
    endFlushes() {
        const ended = this.flushes.filter((f) => f.target <= this.reported);
        this.flushes = this.flushes.filter((f) => f.target > this.reported);
        ended.forEach((f) => f.resolve());
    }
    freeRoom() {
        const waiting = this.roomless;
        this.roomless = [];
        waiting.forEach((wake) => wake());
    }
}
/** Starts a buffered ingester over a client. Close it before the client. */
export function ingester(client, options = {}) {
    const send = (interactions, signal) => client.ingestion.pushInteractions({ interactions }, { signal });
    return new Ingester(send, client.settings.wait, options);
}
/** How a status is counted. */
const stored = {
    [PushStatus.UNSPECIFIED]: "rejected",
    [PushStatus.ACCEPTED]: "accepted",
    [PushStatus.UPDATED]: "accepted", // never for interactions
    [PushStatus.DUPLICATE]: "duplicate",
    [PushStatus.CONFLICT]: "conflict",
    [PushStatus.REJECTED]: "rejected",
};
/** n, the default where n is not positive, and at most the limit. */
function within(n, otherwise, limit) {
    return Math.min(n && n > 0 ? n : otherwise, limit);
}
/** How an item ends for which there was no more time. */
function notSent() {
    return failure("the ingester was closed before the item was known to be stored; push it again, repeats are recognised", Code.DeadlineExceeded, crypto.randomUUID());
}
