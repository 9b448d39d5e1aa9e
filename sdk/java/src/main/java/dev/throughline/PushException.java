package dev.throughline;

/** Why a push ended early, and what became of the items before. */
public final class PushException extends ThroughlineException {
  private final transient PushReport report;

  PushException(ThroughlineException cause, PushReport report) {
    super(cause);
    this.report = report;
  }

  /** What became of the batches before. */
  public PushReport report() {
    return report;
  }
}
