package dev.throughline;

import dev.throughline.v1.PushAccountsResponse;
import dev.throughline.v1.PushCommercialRecordsResponse;
import dev.throughline.v1.PushCounts;
import dev.throughline.v1.PushInteractionsResponse;
import dev.throughline.v1.PushLocationsResponse;
import dev.throughline.v1.PushResult;
import dev.throughline.v1.PushStatus;
import java.util.ArrayList;
import java.util.List;

/** What became of pushed items. */
public final class PushReport {
  private final List<PushResult> results = new ArrayList<>();
  private final PushCounts.Builder counts = PushCounts.newBuilder();

  PushReport() {}

  static PushReport of(PushInteractionsResponse r) {
    return of(r.getResultsList(), r.getCounts());
  }

  static PushReport of(PushAccountsResponse r) {
    return of(r.getResultsList(), r.getCounts());
  }

  static PushReport of(PushLocationsResponse r) {
    return of(r.getResultsList(), r.getCounts());
  }

  static PushReport of(PushCommercialRecordsResponse r) {
    return of(r.getResultsList(), r.getCounts());
  }

  private static PushReport of(List<PushResult> results, PushCounts counts) {
    PushReport out = new PushReport();
    out.results.addAll(results);
    out.counts.mergeFrom(counts);
    return out;
  }

  /** One for each item, in order; its index counts through all items. */
  public List<PushResult> results() {
    return List.copyOf(results);
  }

  /** How many of each status. */
  public PushCounts counts() {
    return counts.build();
  }

  /** The items that were not stored. */
  public List<PushResult> failures() {
    return results.stream()
        .filter(r -> r.getStatus() == PushStatus.PUSH_STATUS_CONFLICT || r.getStatus() == PushStatus.PUSH_STATUS_REJECTED)
        .toList();
  }

  /** Counts the answer to the batch that begins at start. */
  void add(int start, PushReport batch) {
    for (PushResult r : batch.results) {
      results.add(r.toBuilder().setIndex(r.getIndex() + start).build());
    }
    counts
        .setAccepted(counts.getAccepted() + batch.counts.getAccepted())
        .setUpdated(counts.getUpdated() + batch.counts.getUpdated())
        .setDuplicate(counts.getDuplicate() + batch.counts.getDuplicate())
        .setConflict(counts.getConflict() + batch.counts.getConflict())
        .setRejected(counts.getRejected() + batch.counts.getRejected());
  }

  void reject(int index, String id) {
    results.add(Push.tooLarge(index, id));
    counts.setRejected(counts.getRejected() + 1);
  }
}
