import type { CoreClient } from "./client.js";
import { type ThroughlineError } from "./errors.js";
import { type PushInteractionsResponse, type PushResult } from "./gen/throughline/v1/ingestion_pb.js";
import { type InteractionInit } from "./push.js";
import { type Wait } from "./retry.js";
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
export type IngestResult = {
    item: InteractionInit;
    result: PushResult;
    error?: undefined;
} | {
    item: InteractionInit;
    result?: undefined;
    error: ThroughlineError;
};
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
/**
 * Gathers interactions in memory and sends them in batches, one after the other, in the order in
 * which they were added. What fails for a while is sent again until it is stored or closing has no
 * more time: a server that is restarted costs nothing, and repeats are recognised by the server.
 * What the process holds when it dies is lost; so confirm to your source only what onResult told.
 */
export declare class Ingester {
    private readonly push;
    private readonly wait;
    private readonly counts;
    private readonly limits;
    private readonly onResult;
    private readonly abort;
    private queue;
    private bytes;
    private due;
    private timer;
    private sending;
    private closed;
    private reported;
    private flushes;
    private roomless;
    /** Made by ingester. */
    constructor(push: Send, wait: Wait, o: IngesterOptions);
    /** The counts so far. */
    get stats(): Readonly<IngesterStats>;
    /**
     * Queues an interaction. Waits for room, or returns false at once when the item was dropped, as
     * the options say. Throws when the ingester is closed.
     */
    add(item: InteractionInit): Promise<boolean>;
    /** Sends what was added before, and returns once each item has its result. */
    flush(): Promise<void>;
    /**
     * Sends what was added, and returns once each item has its result. When that takes longer than
     * timeoutMs, what is left ends with an error, onResult is told, and it throws a ThroughlineError
     * with code DeadlineExceeded. Closing twice is harmless.
     */
    close(timeoutMs?: number): Promise<void>;
    private sendAll;
    /** Sends while there is something to send; one batch at a time. */
    private start;
    private ripe;
    private run;
    /** Takes the next batch off the queue. */
    private take;
    /** Sends items until each has its result. One that no message can hold has it at once. */
    private send;
    private sendFitting;
    /** Pushes until there is an answer that does not pass, or no more time. */
    private persist;
    /** Tells what became of one item, and makes room for another. */
    private report;
    private endFlushes;
    private freeRoom;
}
/** Starts a buffered ingester over a client. Close it before the client. */
export declare function ingester(client: CoreClient, options?: IngesterOptions): Ingester;
export {};
