import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorReason } from "./gen/throughline/v1/errors_pb.js";
/** One field that is wrong. */
export interface FieldViolation {
    /** Path, such as "policy.window_days". */
    field: string;
    /** Id of the broken rule. */
    reason: string;
    /** What is wrong and what would be right. */
    description: string;
}
/** Why a call failed. Every error of a call is one of these. */
export declare class ThroughlineError extends Error {
    /** The kind of error. */
    readonly code: Code;
    /** What is wrong, in words, without the rest of message. */
    readonly rawMessage: string;
    /** The exact reason; UNSPECIFIED when this package is too old to know it. */
    readonly reason: ErrorReason;
    /** The reason as the server named it, "ETAG_MISMATCH"; empty when no server answered. */
    readonly reasonName: string;
    /** What else the reason says. */
    readonly info: Record<string, string>;
    /** The fields at fault. */
    readonly fieldViolations: FieldViolation[];
    /** Quote it to whoever runs the server. */
    readonly requestId: string;
    /** How long to wait before trying again, in milliseconds; 0 when the server did not say. */
    readonly retryAfterMs: number;
    /** Made by the client; requestId is the id that the call was sent with, the server's own wins. */
    constructor(from: ConnectError, requestId: string);
    private inFull;
    /**
     * Whether the same request may succeed later. Whether repeating it is safe is another matter: it
     * is where the method is idempotent or the request has a request id.
     */
    get retryable(): boolean;
}
/** An error without anything from a server. */
export declare function failure(message: string, code: Code, requestId: string): ThroughlineError;
/** Turns whatever was thrown into a ThroughlineError. signal is the one that ends the call. */
export declare function toError(reason: unknown, requestId: string, signal?: AbortSignal): ThroughlineError;
