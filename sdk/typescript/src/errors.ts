import { Code, ConnectError } from "@connectrpc/connect";

import {
  BadRequestSchema,
  ErrorInfoSchema,
  RequestInfoSchema,
  RetryInfoSchema,
} from "./gen/google/rpc/error_details_pb.js";
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
export class ThroughlineError extends Error {
  /** The kind of error. */
  readonly code: Code;
  /** What is wrong, in words, without the rest of message. */
  readonly rawMessage: string;
  /** The exact reason; UNSPECIFIED when this package is too old to know it. */
  readonly reason: ErrorReason = ErrorReason.UNSPECIFIED;
  /** The reason as the server named it, "ETAG_MISMATCH"; empty when no server answered. */
  readonly reasonName: string = "";
  /** What else the reason says. */
  readonly info: Record<string, string> = {};
  /** The fields at fault. */
  readonly fieldViolations: FieldViolation[] = [];
  /** Quote it to whoever runs the server. */
  readonly requestId: string;
  /** How long to wait before trying again, in milliseconds; 0 when the server did not say. */
  readonly retryAfterMs: number = 0;

  /** Made by the client; requestId is the id that the call was sent with, the server's own wins. */
  constructor(from: ConnectError, requestId: string) {
    super(from.rawMessage, { cause: from });
    this.name = "ThroughlineError";
    this.code = codeOf(from);
    this.rawMessage = from.rawMessage;
    const info = from.findDetails(ErrorInfoSchema)[0];
    if (info) {
      this.reasonName = info.reason;
      this.reason = ErrorReason[info.reason as keyof typeof ErrorReason] ?? ErrorReason.UNSPECIFIED;
      this.info = { ...info.metadata };
    }
    const delay = from.findDetails(RetryInfoSchema)[0]?.retryDelay;
    if (delay) {
      this.retryAfterMs = Number(delay.seconds) * 1000 + delay.nanos / 1e6;
    }
    for (const bad of from.findDetails(BadRequestSchema)) {
      this.fieldViolations.push(
        ...bad.fieldViolations.map(({ field, reason, description }) => ({ field, reason, description })),
      );
    }
    this.requestId = from.findDetails(RequestInfoSchema)[0]?.requestId ?? requestId;
    this.message = this.inFull();
  }

  private inFull(): string {
    const reason = this.reasonName ? ` (${this.reasonName})` : "";
    const fields = this.fieldViolations
      .map((v) => `${v.field}: ${v.description}`)
      .filter((says) => !this.rawMessage.includes(says)) // the server's message tells the first ones
      .map((says) => `; ${says}`)
      .join("");
    return `throughline: ${Code[this.code]}${reason}: ${this.rawMessage}${fields} [request ${this.requestId}]`;
  }

  /**
   * Whether the same request may succeed later. Whether repeating it is safe is another matter: it
   * is where the method is idempotent or the request has a request id.
   */
  get retryable(): boolean {
    switch (this.code) {
      case Code.Unavailable:
        return true;
      case Code.ResourceExhausted:
      case Code.Aborted:
        return this.retryAfterMs > 0; // without a hint it fails the same way again
      default:
        return false;
    }
  }
}

/** An error without anything from a server. */
export function failure(message: string, code: Code, requestId: string): ThroughlineError {
  return new ThroughlineError(new ConnectError(message, code), requestId);
}

/** Turns whatever was thrown into a ThroughlineError. signal is the one that ends the call. */
export function toError(reason: unknown, requestId: string, signal?: AbortSignal): ThroughlineError {
  if (reason instanceof ThroughlineError) {
    return reason;
  }
  const e = ConnectError.from(reason, Code.Unavailable);
  if (e.code === Code.Canceled && !signal?.aborted) {
    // Nobody here gave up: it is how HTTP/2 calls a connection that broke.
    return new ThroughlineError(new ConnectError(e.rawMessage, Code.Unavailable, e.metadata, undefined, e.cause), requestId);
  }
  return new ThroughlineError(e, requestId);
}

/**
 * The code of an error. What the connection's own failures are called depends on the runtime and
 * the protocol; no server said so, which their cause shows. They are all the same to us.
 */
function codeOf(e: ConnectError): Code {
  const local = e.findDetails(ErrorInfoSchema).length === 0 && e.cause !== undefined;
  const broken = [Code.Aborted, Code.Internal, Code.Unknown, Code.InvalidArgument, Code.DataLoss].includes(e.code);
  return local && broken ? Code.Unavailable : e.code;
}
