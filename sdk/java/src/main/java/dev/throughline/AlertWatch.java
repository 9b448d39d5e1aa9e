package dev.throughline;

import dev.throughline.v1.AlertServiceGrpc;
import dev.throughline.v1.WatchAlertsRequest;
import dev.throughline.v1.WatchAlertsResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A watch over all its connections, see {@link Client#watchAlerts}. Use it from one thread. */
public final class AlertWatch implements Iterator<WatchAlertsResponse>, AutoCloseable {
  private final Caller caller;
  private final Map<String, Integer> seen = new HashMap<>(); // number of the last change of each alert
  private WatchAlertsRequest request; // its token moves on with each message
  private Connection connection;
  private int failures;
  private boolean closed;

  AlertWatch(Caller caller, WatchAlertsRequest request) {
    this.caller = caller;
    this.request = request;
  }

  /** Always true: a watch has no end of its own. */
  @Override
  public boolean hasNext() {
    return !closed;
  }

  /** Waits for the next message. Throws ThroughlineException for what connecting again does not cure. */
  @Override
  public WatchAlertsResponse next() {
    while (true) {
      try {
        if (connection == null) {
          connection = new Connection();
        }
        WatchAlertsResponse message = connection.next();
        failures = 0;
        request = request.toBuilder().setResumeToken(message.getResumeToken()).build();
        if (fresh(message)) {
          return message;
        }
      } catch (ThroughlineException e) {
        reconnect(e);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ThroughlineException(Status.Code.CANCELLED, "the thread was interrupted", Caller.newId());
      }
    }
  }

  private void reconnect(ThroughlineException e) {
    connection.cancel();
    connection = null;
    failures++;
    if (closed || !e.retryable() && !e.broken()) {
      throw e;
    }
    try {
      caller.settings.pause().sleep(Retries.backoff(e.retryAfter(), failures));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  /** Whether a message was not seen before; after a resume a change may come twice. */
  private boolean fresh(WatchAlertsResponse message) {
    if (!message.hasAlertEvent()) {
      return true;
    }
    String name = message.getAlertEvent().getAlert().getName();
    int number = message.getAlertEvent().getChange().getNumber();
    if (number <= seen.getOrDefault(name, 0)) {
      return false;
    }
    seen.put(name, number);
    return true;
  }

  /** Ends the watch. */
  @Override
  public void close() {
    closed = true;
    if (connection != null) {
      connection.cancel();
    }
  }

  /** One connection. Messages are asked for one by one, so that a slow caller holds up the server. */
  private final class Connection extends ClientCall.Listener<WatchAlertsResponse> {
    private final String id = Caller.newId();
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>(); // a message, or the error that ends it
    private final ClientCall<WatchAlertsRequest, WatchAlertsResponse> call;

    Connection() {
      call = caller.identified(id).newCall(AlertServiceGrpc.getWatchAlertsMethod(), CallOptions.DEFAULT);
      call.start(this, new Metadata());
      call.sendMessage(caller.complete(request, id));
      call.halfClose();
    }

    WatchAlertsResponse next() throws InterruptedException {
      call.request(1);
      Duration silence = caller.settings.silence();
      Object message = arrived.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
      if (message == null) {
        throw Caller.brokenStream("the server has fallen silent");
      }
      if (message instanceof ThroughlineException e) {
        throw e;
      }
      return (WatchAlertsResponse) message;
    }

    void cancel() {
      call.cancel("the watch goes on elsewhere", null);
    }

    @Override
    public void onMessage(WatchAlertsResponse message) {
      arrived.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      arrived.add(
          status.isOk()
              ? Caller.brokenStream("the stream ended")
              : ThroughlineException.of(new StatusRuntimeException(status, trailers), id));
    }
  }
}
