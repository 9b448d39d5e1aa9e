package dev.throughline;

import dev.throughline.v1.IngestionServiceGrpc;
import dev.throughline.v1.Interaction;
import dev.throughline.v1.PushInteractionsRequest;
import dev.throughline.v1.PushInteractionsResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Gathers interactions in memory and sends them in batches, one after the other, in the order in which
 * they were added. What fails for a while is sent again until it is stored or closing has no more time:
 * a server that is restarted costs nothing, and repeats are recognised by the server. What the process
 * holds when it dies is lost; so confirm to your source only what onResult told. It is safe for
 * concurrent use.
 */
public final class Ingester implements AutoCloseable {
  private final Client client;
  private final Builder options;
  private final Thread sender = new Thread(this::run, "throughline-ingester");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition(); // of what follows
  private final Deque<Entry> queue = new ArrayDeque<>();
  private long bytes;
  private int due; // so many of the queue's first items are to be sent, full batch or not
  private long oldestNanos; // when the first item of the queue came
  private long reported; // results so far
  private long waiting;
  private long accepted;
  private long duplicate;
  private long conflict;
  private long rejected;
  private long dropped;
  private long failed;
  private boolean closed;

  private volatile boolean aborted; // closing has no more time

  private record Entry(Interaction item, int size) {}

  /** How an ingester gathers. What is not set has its default. */
  public static final class Builder {
    private final Client client;
    private int maxItems = 500;
    private int maxBytes = Push.MAX_BATCH_BYTES;
    private Duration interval = Duration.ofSeconds(1);
    private int queueItems = 10_000;
    private boolean drop;
    private Consumer<IngestResult> onResult = r -> {};

    Builder(Client client) {
      this.client = client;
    }

    /** A batch of so many items is sent at once; 500, at most 1,000. */
    public Builder maxItems(int n) {
      maxItems = Math.min(Math.max(n, 1), Push.MAX_BATCH_ITEMS);
      return this;
    }

    /** Or of so many bytes; 3 MiB, at most that. */
    public Builder maxBytes(int n) {
      maxBytes = Math.min(Math.max(n, 1), Push.MAX_BATCH_BYTES);
      return this;
    }

    /** Or when its first item has waited so long; a second. */
    public Builder interval(Duration d) {
      interval = d;
      return this;
    }

    /** Items that may wait for their result, those being sent included; 10,000. */
    public Builder queueItems(int n) {
      queueItems = Math.max(n, 1);
      return this;
    }

    /** An item that finds the queue full is dropped and counted. Otherwise add waits for room. */
    public Builder drop(boolean on) {
      drop = on;
      return this;
    }

    /**
     * Is told what became of each item that was added and not dropped, once, in the order in which
     * they were added. It runs between two batches: what takes long holds up the next one. It must not
     * call flush or close.
     */
    public Builder onResult(Consumer<IngestResult> told) {
      onResult = told;
      return this;
    }

    /** Starts the ingester. Close it before the client. */
    public Ingester start() {
      Ingester out = new Ingester(this);
      out.sender.start();
      return out;
    }
  }

  private Ingester(Builder options) {
    this.client = options.client;
    this.options = options;
    sender.setDaemon(true);
  }

  /** The counts so far. */
  public IngesterStats stats() {
    lock.lock();
    try {
      return new IngesterStats(waiting, accepted, duplicate, conflict, rejected, dropped, failed);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Queues an interaction. Waits for room, or returns false at once when the item was dropped, as the
   * options say. Throws IllegalStateException when the ingester is closed.
   */
  public boolean add(Interaction item) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && waiting >= options.queueItems) {
        if (options.drop) {
          dropped++;
          return false;
        }
        changed.await();
      }
      if (closed) {
        throw new IllegalStateException("throughline: the ingester is closed");
      }
      Entry e = new Entry(item, item.getSerializedSize() + Push.ITEM_OVERHEAD);
      if (queue.isEmpty()) {
        oldestNanos = System.nanoTime();
      }
      queue.add(e);
      bytes += e.size();
      waiting++;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Sends what was added before. Returns whether each item had its result in time. */
  public boolean flush(Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      due = queue.size();
      long target = reported + waiting;
      changed.signalAll();
      return await(timeout, () -> reported >= target);
    } finally {
      lock.unlock();
    }
  }

  private boolean await(Duration timeout, BooleanSupplier holds) throws InterruptedException {
    long left = timeout.toNanos();
    while (!holds.getAsBoolean()) {
      if (left <= 0) {
        return false;
      }
      left = changed.awaitNanos(left);
    }
    return true;
  }

  /** Closes with 30 seconds' time. */
  @Override
  public void close() {
    close(Duration.ofSeconds(30));
  }

  /**
   * Sends what was added, and returns once each item has its result. When that takes longer than
   * timeout, what is left ends with an error, onResult is told, and it throws a ThroughlineException
   * with code DEADLINE_EXCEEDED. Closing twice is harmless.
   */
  public void close(Duration timeout) {
    lock.lock();
    closed = true;
    changed.signalAll();
    lock.unlock();
    try {
      sender.join(Math.max(timeout.toMillis(), 1));
      if (sender.isAlive()) {
        aborted = true;
        sender.interrupt();
        sender.join();
        throw notSent();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      aborted = true;
      sender.interrupt();
    }
  }

  private void run() {
    for (List<Entry> batch = take(); !batch.isEmpty(); batch = take()) {
      List<Interaction> fitting = new ArrayList<>();
      for (Entry e : batch) {
        if (e.size() - Push.ITEM_OVERHEAD <= Push.MAX_ITEM_BYTES) {
          fitting.add(e.item());
          continue;
        }
        send(fitting);
        fitting = new ArrayList<>();
        report(new IngestResult(e.item(), Push.tooLarge(0, e.item().getExternalId()), null));
      }
      send(fitting);
    }
  }

  /** Waits for the next batch and takes it off the queue. It is empty when nothing comes any more. */
  private List<Entry> take() {
    lock.lock();
    try {
      awaitBatch();
      List<Entry> batch = new ArrayList<>();
      long size = 0;
      while (!queue.isEmpty() && batch.size() < options.maxItems) {
        if (!batch.isEmpty() && size + queue.peek().size() > options.maxBytes) {
          break;
        }
        size += queue.peek().size();
        batch.add(queue.remove());
      }
      bytes -= size;
      due = Math.max(due - batch.size(), 0);
      oldestNanos = System.nanoTime();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void awaitBatch() {
    while (!ripe() && !closed) {
      try {
        long left = oldestNanos + options.interval.toNanos() - System.nanoTime();
        if (queue.isEmpty()) {
          changed.await();
        } else if (left <= 0 || changed.awaitNanos(left) <= 0) {
          break;
        }
      } catch (InterruptedException abort) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    if (!ripe()) {
      due = queue.size();
    }
  }

  private boolean ripe() {
    return due > 0 || queue.size() >= options.maxItems || bytes >= options.maxBytes;
  }

  private void send(List<Interaction> items) {
    if (items.isEmpty()) {
      return;
    }
    try {
      PushInteractionsResponse answer = persist(items);
      for (int i = 0; i < items.size(); i++) {
        report(new IngestResult(items.get(i), answer.getResults(i), null));
      }
    } catch (ThroughlineException e) {
      if (items.size() > 1 && e.code() == Status.Code.RESOURCE_EXHAUSTED) {
        int half = items.size() / 2;
        send(items.subList(0, half));
        send(items.subList(half, items.size()));
        return;
      }
      items.forEach(item -> report(new IngestResult(item, null, e)));
    }
  }

  /** Pushes until there is an answer that does not pass, or no more time. */
  private PushInteractionsResponse persist(List<Interaction> items) {
    PushInteractionsRequest request = PushInteractionsRequest.newBuilder().addAllInteractions(items).build();
    for (int n = 1; ; n++) {
      if (aborted) {
        throw notSent();
      }
      try {
        return client.call(IngestionServiceGrpc.getPushInteractionsMethod(), request);
      } catch (ThroughlineException e) {
        // A push may be repeated whatever became of it: a deadline or a reset connection passes too.
        boolean passes = e.retryable() || e.broken() || e.code() == Status.Code.DEADLINE_EXCEEDED;
        if (!passes && !aborted) {
          throw e;
        }
        pause(Retries.backoff(e.retryAfter(), n));
      }
    }
  }

  /** Pauses until the abort, which the caller looks at. */
  private void pause(Duration d) {
    try {
      client.caller.settings.pause().sleep(d);
    } catch (InterruptedException abort) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what became of one item, and makes room for another. */
  private void report(IngestResult r) {
    try {
      options.onResult.accept(r);
    } catch (RuntimeException mistake) {
      // The caller's: it must not cost the other items their results.
      Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(Thread.currentThread(), mistake);
    }
    lock.lock();
    try {
      count(r);
      waiting--;
      reported++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void count(IngestResult r) {
    if (r.error() != null) {
      failed++;
      return;
    }
    switch (r.result().getStatus()) {
      case PUSH_STATUS_ACCEPTED -> accepted++;
      case PUSH_STATUS_DUPLICATE -> duplicate++;
      case PUSH_STATUS_CONFLICT -> conflict++;
      default -> rejected++;
    }
  }

  /** How an item ends for which there was no more time. */
  private static ThroughlineException notSent() {
    return new ThroughlineException(
        Status.Code.DEADLINE_EXCEEDED,
        "the ingester was closed before the item was known to be stored; push it again, repeats are recognised",
        Caller.newId());
  }
}
