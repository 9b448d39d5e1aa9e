package dev.throughline;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When to try again. */
final class Retries {
  private static final double FIRST_WAIT_MS = 100;
  private static final double LONG_WAIT_MS = 5_000;

  private Retries() {}

  /** Sleeps. Tests replace it. */
  interface Wait {
    void sleep(Duration d) throws InterruptedException;
  }

  /**
   * How long to wait after the nth failed attempt: full jitter below a bound that doubles up to a
   * limit. What the server asks for is waited in full.
   */
  static Duration backoff(Duration retryAfter, int n) {
    double bound = Math.min(FIRST_WAIT_MS * (1L << Math.min(n - 1, 10)), LONG_WAIT_MS);
    return retryAfter.plusNanos((long) (ThreadLocalRandom.current().nextDouble() * bound * 1e6));
  }

  /**
   * Keeps a client from multiplying the load on a server that fails: once most calls fail, they are no
   * longer tried again. It is gRPC's retry throttling (gRFC A6).
   */
  static final class Budget {
    private static final double FULL = 20;
    private static final double SUCCESS_RESTORES = 0.2; // so that one retry in five calls lasts for ever
    private double tokens = FULL;

    synchronized void success() {
      tokens = Math.min(tokens + SUCCESS_RESTORES, FULL);
    }

    /** Whether another attempt is within the budget. */
    synchronized boolean failure() {
      tokens = Math.max(tokens - 1, 0);
      return tokens > FULL / 2;
    }
  }
}
