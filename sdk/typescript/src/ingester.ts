import { Code } from "@connectrpc/connect";

import type { CoreClient } from "./client.js";
import { failure, ThroughlineError, toError } from "./errors.js";
import { IngestionService, PushStatus, type PushInteractionsResponse, type PushResult } from "./gen/throughline/v1/ingestion_pb.js";
import { newId } from "./options.js";
import { itemOverhead, maxBatchBytes, maxBatchItems, maxItemBytes, pushKinds, tooLarge, type InteractionInit } from "./push.js";
import { backoffMs, type Wait } from "./retry.js";

/** How an ingester gathers. What is left out has its default. */
export interface IngesterOptions {
  /** A batch of so many items is sent at once; 500, at most 1,000. */
  maxItems?: number;
  /** Or of so many bytes; 3 MiB, at most that. */
  maxBytes?: number;
  /** Or when its first item has waited so long, in milliseconds; 1,000. */
  intervalMs?: number;
  /** Items that may wait for their result, those being sent included; 10,000. */
  queueItems?: number;
  /** An item that finds the queue full is dropped and counted. Otherwise add waits for room. */
  drop?: boolean;
  /**
   * Is told what became of each item that was added and not dropped, once, in the order in which
   * they were added.
   */
  onResult?: (result: IngestResult) => void;
}

/** What became of one item: the server's word, or the error after which it is not sent again. */
export type IngestResult =
  | { item: InteractionInit; result: PushResult; error?: undefined }
  | { item: InteractionInit; result?: undefined; error: ThroughlineError };

/** Counts of items. */
export interface IngesterStats {
  /** Added, with no result yet. */
  waiting: number;
  /** New and stored. */
  accepted: number;
  /** Were stored already, as after an answer that got lost. */
  duplicate: number;
  /** Another content is stored under their identity. */
  conflict: number;
  /** Break a rule. */
  rejected: number;
  /** Found the queue full. */
  dropped: number;
  /** Ended with an error. */
  failed: number;
}

type Send = (items: InteractionInit[], signal: AbortSignal) => Promise<PushInteractionsResponse>;

interface Entry {
  item: InteractionInit;
  size: number;
}

/**
 * Gathers interactions in memory and sends them in batches, one after the other, in the order in
 * which they were added. What fails for a while is sent again until it is stored or closing has no
 * more time: a server that is restarted costs nothing, and repeats are recognised by the server.
 * What the process holds when it dies is lost; so confirm to your source only what onResult told.
 */
export class Ingester {
  private readonly counts: IngesterStats = { waiting: 0, accepted: 0, duplicate: 0, conflict: 0, rejected: 0, dropped: 0, failed: 0 };
  private readonly limits: Required<Omit<IngesterOptions, "onResult">>;
  private readonly onResult: (result: IngestResult) => void;
  private readonly abort = new AbortController();
  private queue: Entry[] = [];
  private bytes = 0;
  private due = 0; // so many of the queue's first items are to be sent, full batch or not
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | undefined;
  private closed = false;
  private reported = 0; // results so far
  private flushes: { target: number; resolve: () => void }[] = []; // end when so many are reported
  private roomless: (() => void)[] = []; // those who wait for room

  /** Made by ingester. */
  constructor(
    private readonly push: Send,
    private readonly wait: Wait,
    o: IngesterOptions,
  ) {
    this.limits = {
      maxItems: within(o.maxItems, 500, maxBatchItems),
      maxBytes: within(o.maxBytes, maxBatchBytes, maxBatchBytes),
      intervalMs: within(o.intervalMs, 1_000, 2 ** 31 - 1),
      queueItems: within(o.queueItems, 10_000, 2 ** 24),
      drop: o.drop ?? false,
    };
    this.onResult = o.onResult ?? (() => {});
  }

  /** The counts so far. */
  get stats(): Readonly<IngesterStats> {
    return { ...this.counts };
  }

  /**
   * Queues an interaction. Waits for room, or returns false at once when the item was dropped, as
   * the options say. Throws when the ingester is closed.
   */
  async add(item: InteractionInit): Promise<boolean> {
    while (!this.closed && this.counts.waiting >= this.limits.queueItems) {
      if (this.limits.drop) {
        this.counts.dropped++;
        return false;
      }
      await new Promise<void>((resolve) => this.roomless.push(resolve));
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
  flush(): Promise<void> {
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
  async close(timeoutMs = 30_000): Promise<void> {
    this.closed = true;
    this.freeRoom(Infinity);
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

  private sendAll(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.due = this.queue.length;
    this.start();
  }

  /** Sends while there is something to send; one batch at a time. */
  private start(): void {
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

  private ripe(): boolean {
    const { maxItems, maxBytes } = this.limits;
    return this.due > 0 || this.queue.length >= maxItems || this.bytes >= maxBytes;
  }

  private async run(): Promise<void> {
    while (this.ripe()) {
      await this.send(this.take());
    }
  }

  /** Takes the next batch off the queue. */
  private take(): Entry[] {
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
  private async send(entries: Entry[]): Promise<void> {
    let fitting: InteractionInit[] = [];
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

  private async sendFitting(items: InteractionInit[]): Promise<void> {
    if (items.length === 0) {
      return;
    }
    const outcome = await this.persist(items).catch((reason: unknown) => toError(reason, ""));
    if (!(outcome instanceof ThroughlineError)) {
      outcome.results.forEach((result, i) => this.report({ item: items[i]!, result }));
    } else if (outcome.code === Code.ResourceExhausted && items.length > 1) {
      const half = Math.floor(items.length / 2);
      await this.sendFitting(items.slice(0, half));
      await this.sendFitting(items.slice(half));
    } else {
      items.forEach((item) => this.report({ item, error: outcome }));
    }
  }

  /** Pushes until there is an answer that does not pass, or no more time. */
  private async persist(items: InteractionInit[]): Promise<PushInteractionsResponse> {
    const { signal } = this.abort;
    for (let n = 1; ; n++) {
      if (signal.aborted) {
        throw notSent();
      }
      try {
        return await this.push(items, signal);
      } catch (reason) {
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
  private report(r: IngestResult): void {
    this.counts.waiting--;
    this.counts[r.error ? "failed" : stored[r.result.status]]++;
    this.freeRoom(this.limits.queueItems - this.counts.waiting);
    try {
      this.onResult(r);
    } catch (reason) {
      // The caller's mistake must not cost the other items their results.
      console.error("throughline: onResult of the ingester failed:", reason);
    }
    this.reported++;
    this.endFlushes();
  }

  private endFlushes(): void {
    const ended = this.flushes.filter((f) => f.target <= this.reported);
    this.flushes = this.flushes.filter((f) => f.target > this.reported);
    ended.forEach((f) => f.resolve());
  }

  /** Wakes so many of those who wait for room. */
  private freeRoom(items: number): void {
    this.roomless.splice(0, items).forEach((wake) => wake());
  }
}

/** Starts a buffered ingester over a client. Close it before the client. */
export function ingester(client: CoreClient, options: IngesterOptions = {}): Ingester {
  const ingestion = client.service(IngestionService);
  const send: Send = (interactions, signal) => ingestion.pushInteractions({ interactions }, { signal });
  return new Ingester(send, client.settings.wait, options);
}

/** How a status is counted. */
const stored: Record<PushStatus, "accepted" | "duplicate" | "conflict" | "rejected"> = {
  [PushStatus.UNSPECIFIED]: "rejected",
  [PushStatus.ACCEPTED]: "accepted",
  [PushStatus.UPDATED]: "accepted", // never for interactions
  [PushStatus.DUPLICATE]: "duplicate",
  [PushStatus.CONFLICT]: "conflict",
  [PushStatus.REJECTED]: "rejected",
};

/** n, the default where n is not positive, and at most the limit. */
function within(n: number | undefined, otherwise: number, limit: number): number {
  return Math.min(n && n > 0 ? n : otherwise, limit);
}

/** How an item ends for which there was no more time. */
function notSent(): ThroughlineError {
  return failure(
    "the ingester was closed before the item was known to be stored; push it again, repeats are recognised",
    Code.DeadlineExceeded,
    newId(),
  );
}
