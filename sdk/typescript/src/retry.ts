import type { ThroughlineError } from "./errors.js";

// The waits between attempts: full jitter below a bound that doubles up to a limit.
const firstWaitMs = 100;
const longWaitMs = 5_000;

/** How long to wait after the nth failed attempt. What the server asks for is waited in full. */
export function backoffMs(retryAfterMs: number, n: number): number {
  const bound = Math.min(firstWaitMs * 2 ** Math.min(n - 1, 10), longWaitMs);
  return retryAfterMs + Math.random() * bound;
}

const fullBudget = 20;
const successRestore = 0.2; // so that one retry in five calls lasts for ever

/**
 * Keeps a client from multiplying the load on a server that fails: once most calls fail, they are
 * no longer tried again. It is gRPC's retry throttling (gRFC A6).
 */
export class Budget {
  private tokens = fullBudget;

  success(): void {
    this.tokens = Math.min(this.tokens + successRestore, fullBudget);
  }

  /** Whether another attempt is within the budget. */
  failure(): boolean {
    this.tokens = Math.max(this.tokens - 1, 0);
    return this.tokens > fullBudget / 2;
  }
}

/** Sleeps; ends at once when the signal is aborted. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export const wait: Wait = (ms, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
    if (signal?.aborted) {
      done();
    }
  });

/**
 * Tries until an attempt succeeds, fails for good, or may not be repeated: attempts and budget are
 * used up, or the wait would outlast the deadline. Throws the last error.
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  limits: { attempts: number; budget: Budget; wait: Wait; deadline: number; signal: AbortSignal | undefined },
): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      const answer = await attempt();
      limits.budget.success();
      return answer;
    } catch (reason) {
      const e = reason as ThroughlineError;
      const pause = backoffMs(e.retryAfterMs, n);
      const mayAgain = e.retryable && limits.budget.failure() && n < limits.attempts;
      if (!mayAgain || performance.now() + pause >= limits.deadline) {
        throw e;
      }
      await limits.wait(pause, limits.signal);
      if (limits.signal?.aborted) {
        throw e;
      }
    }
  }
}
