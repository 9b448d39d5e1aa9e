package dev.throughline;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What every call needs: key, parent, request id, deadline, retries, typed errors. */
final class Caller {
  private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> REQUEST_ID = Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  final Channel channel;
  final Settings settings;
  private final Retries.Budget budget = new Retries.Budget();

  Caller(Channel channel, Settings settings) {
    this.channel = channel;
    this.settings = settings;
  }

  /** Calls a unary method, as often as it takes and is safe. */
  <Q extends Message, A> A call(MethodDescriptor<Q, A> method, Q request, Duration timeout) {
    String id = newId();
    Q completed = complete(request, id);
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean limited = !timeout.isZero();
    int most = repeatable(method, request) ? settings.attempts() : 1;
    for (int n = 1; ; n++) {
      try {
        A answer = once(method, completed, id, limited ? Math.max(deadline - System.nanoTime(), 1_000_000) : 0);
        budget.success();
        return answer;
      } catch (StatusRuntimeException thrown) {
        ThroughlineException e = ThroughlineException.of(thrown, id);
        Duration pause = Retries.backoff(e.retryAfter(), n);
        boolean mayAgain = e.retryable() && budget.failure() && n < most;
        if (!mayAgain || limited && System.nanoTime() + pause.toNanos() >= deadline) {
          throw e;
        }
        sleep(pause, e);
      }
    }
  }

  private <Q, A> A once(MethodDescriptor<Q, A> method, Q request, String id, long leftNanos) {
    CallOptions options = CallOptions.DEFAULT;
    if (leftNanos > 0) {
      options = options.withDeadlineAfter(leftNanos, TimeUnit.NANOSECONDS);
    }
    return ClientCalls.blockingUnaryCall(identified(id), method, options, request);
  }

  /** The channel, whose calls carry the key and a request id. */
  Channel identified(String id) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + settings.apiKey());
    headers.put(REQUEST_ID, id);
    return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** Pauses, unless the thread is interrupted, which ends the call with the error it had. */
  private void sleep(Duration pause, ThroughlineException e) {
    try {
      settings.pause().sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  /**
   * Fills in what a request leaves out: its parent and, where the method has one, a request id that
   * makes repeating it safe.
   */
  @SuppressWarnings("unchecked")
  <Q extends Message> Q complete(Q request, String id) {
    Message.Builder out = request.toBuilder();
    fill(out, "parent", "tenants/" + settings.tenant());
    fill(out, "request_id", id);
    return (Q) out.build();
  }

  private static void fill(Message.Builder message, String name, String value) {
    FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
    if (field != null && "".equals(message.getField(field))) {
      message.setField(field, value);
    }
  }

  /** Whether doing a method twice is the same as doing it once. */
  private static boolean repeatable(MethodDescriptor<?, ?> method, Message request) {
    if (request.getDescriptorForType().findFieldByName("request_id") != null) {
      return true;
    }
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier s
        && s.getMethodDescriptor().getOptions().getIdempotencyLevel() != IdempotencyLevel.IDEMPOTENCY_UNKNOWN;
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  static ThroughlineException brokenStream(String reason) {
    return new ThroughlineException(Status.Code.UNAVAILABLE, reason, newId());
  }
}
