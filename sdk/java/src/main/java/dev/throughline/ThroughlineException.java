package dev.throughline;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why a call failed. Every error of a call is one of these. */
public class ThroughlineException extends RuntimeException {
  /**
   * One field that is wrong.
   *
   * @param field path, such as "policy.window_days"
   * @param reason id of the broken rule
   * @param description what is wrong and what would be right
   */
  public record FieldViolation(String field, String reason, String description) {}

  private final Status.Code code;
  private final String rawMessage;
  private String reason = "";
  private Map<String, String> metadata = Map.of();
  private final List<FieldViolation> fieldViolations = new ArrayList<>();
  private String requestId;
  private Duration retryAfter = Duration.ZERO;

  ThroughlineException(Status.Code code, String message, String requestId) {
    super(message);
    this.code = code;
    this.rawMessage = message;
    this.requestId = requestId;
  }

  /** The same error again, with another type. */
  ThroughlineException(ThroughlineException other) {
    super(other.rawMessage, other);
    code = other.code;
    rawMessage = other.rawMessage;
    reason = other.reason;
    metadata = other.metadata;
    fieldViolations.addAll(other.fieldViolations);
    requestId = other.requestId;
    retryAfter = other.retryAfter;
  }

  private ThroughlineException(Status status, Throwable cause, String requestId) {
    super(status.getDescription(), cause);
    this.code = status.getCode();
    this.rawMessage = status.getDescription() == null ? "" : status.getDescription();
    this.requestId = requestId;
  }

  /** Turns what gRPC throws into one of these. The server's own request id wins. */
  static ThroughlineException of(StatusRuntimeException thrown, String requestId) {
    ThroughlineException e = new ThroughlineException(thrown.getStatus(), thrown, requestId);
    com.google.rpc.Status status = StatusProto.fromThrowable(thrown);
    if (status != null) {
      for (Any detail : status.getDetailsList()) {
        e.add(detail);
      }
    }
    return e;
  }

  private void add(Any detail) {
    try {
      if (detail.is(ErrorInfo.class)) {
        ErrorInfo info = detail.unpack(ErrorInfo.class);
        reason = info.getReason();
        metadata = info.getMetadataMap();
      } else if (detail.is(BadRequest.class)) {
        for (BadRequest.FieldViolation v : detail.unpack(BadRequest.class).getFieldViolationsList()) {
          fieldViolations.add(new FieldViolation(v.getField(), v.getReason(), v.getDescription()));
        }
      } else if (detail.is(RequestInfo.class)) {
        requestId = detail.unpack(RequestInfo.class).getRequestId();
      } else if (detail.is(RetryInfo.class)) {
        com.google.protobuf.Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
        retryAfter = Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
      }
    } catch (InvalidProtocolBufferException broken) {
      addSuppressed(broken); // what else the error says still counts
    }
  }

  /** The kind of error. */
  public Status.Code code() {
    return code;
  }

  /** The exact reason as the server named it, "ETAG_MISMATCH"; empty when no server answered. */
  public String reason() {
    return reason;
  }

  /** What is wrong, in words, without the rest of getMessage. */
  public String rawMessage() {
    return rawMessage;
  }

  /** What else the reason says. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The fields at fault. */
  public List<FieldViolation> fieldViolations() {
    return List.copyOf(fieldViolations);
  }

  /** Quote it to whoever runs the server. */
  public String requestId() {
    return requestId;
  }

  /** How long to wait before trying again; zero when the server did not say. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Whether the same request may succeed later. Whether repeating it is safe is another matter: it is
   * where the method is idempotent or the request has a request id.
   */
  public boolean retryable() {
    return switch (code) {
      case UNAVAILABLE -> true;
      case RESOURCE_EXHAUSTED, ABORTED -> !retryAfter.isZero(); // without a hint it fails the same way again
      default -> false;
    };
  }

  /** Whether the connection was reset: no server answers these without a reason. */
  boolean broken() {
    return reason.isEmpty() && (code == Status.Code.INTERNAL || code == Status.Code.UNKNOWN || code == Status.Code.CANCELLED);
  }

  @Override
  public String getMessage() {
    StringBuilder out = new StringBuilder("throughline: ").append(code);
    if (!reason.isEmpty()) {
      out.append(" (").append(reason).append(')');
    }
    out.append(": ").append(rawMessage);
    for (FieldViolation v : fieldViolations) {
      String says = v.field() + ": " + v.description();
      if (!rawMessage.contains(says)) { // the server's message tells the first ones
        out.append("; ").append(says);
      }
    }
    return out.append(" [request ").append(requestId).append(']').toString();
  }
}
