package dev.throughline;

import com.google.protobuf.MessageLite;
import dev.throughline.v1.ItemViolation;
import dev.throughline.v1.PushResult;
import dev.throughline.v1.PushStatus;
import dev.throughline.v1.ViolationReason;
import java.util.List;
import java.util.function.Function;

/** Batches that fit. */
final class Push {
  // The limits of one batch. The server's own limit is 4 MiB a message.
  static final int MAX_BATCH_ITEMS = 1000;
  static final int MAX_BATCH_BYTES = 3 << 20;
  static final int MAX_ITEM_BYTES = (4 << 20) - 4096; // what fits a message together with its envelope
  static final int ITEM_OVERHEAD = 8; // tag and length of an item in its batch

  private Push() {}

  /** See Client.pushInteractions. */
  static <I extends MessageLite> PushReport run(List<I> items, Function<I, String> id, Function<List<I>, PushReport> send) {
    PushReport report = new PushReport();
    int start = 0;
    while (start < items.size()) {
      int end = start;
      int bytes = 0;
      while (end < items.size() && end - start < MAX_BATCH_ITEMS) {
        int size = items.get(end).getSerializedSize();
        if (size > MAX_ITEM_BYTES || end > start && bytes + size + ITEM_OVERHEAD > MAX_BATCH_BYTES) {
          break;
        }
        bytes += size + ITEM_OVERHEAD;
        end++;
      }
      if (end == start) {
        report.reject(start, id.apply(items.get(start)));
        start++;
        continue;
      }
      try {
        report.add(start, send.apply(items.subList(start, end)));
      } catch (ThroughlineException e) {
        throw new PushException(e, report);
      }
      start = end;
    }
    return report;
  }

  /** What becomes of an item that no message can hold. */
  static PushResult tooLarge(int index, String id) {
    return PushResult.newBuilder()
        .setIndex(index)
        .setId(id)
        .setStatus(PushStatus.PUSH_STATUS_REJECTED)
        .addViolations(
            ItemViolation.newBuilder()
                .setReason(ViolationReason.VIOLATION_REASON_TOO_LONG)
                .setDescription("the item is larger than a message may be, 4 MiB; it must be smaller"))
        .build();
  }
}
