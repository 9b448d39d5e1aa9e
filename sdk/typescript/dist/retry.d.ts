/** How long to wait after the nth failed attempt. What the server asks for is waited in full. */
export declare function backoffMs(retryAfterMs: number, n: number): number;
/**
 * Keeps a client from multiplying the load on a server that fails: once most calls fail, they are
 * no longer tried again. It is gRPC's retry throttling (gRFC A6).
 */
export declare class Budget {
    private tokens;
    success(): void;
    /** Whether another attempt is within the budget. */
    failure(): boolean;
}
/** Sleeps; ends at once when the signal is aborted. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;
export declare const wait: Wait;
/**
 * Tries until an attempt succeeds, fails for good, or may not be repeated: attempts and budget are
 * used up, or the wait would outlast the deadline. Throws the last error.
 */
export declare function retry<T>(attempt: () => Promise<T>, limits: {
    attempts: number;
    budget: Budget;
    wait: Wait;
    deadline: number;
    signal: AbortSignal | undefined;
}): Promise<T>;
