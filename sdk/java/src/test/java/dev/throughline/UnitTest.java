package dev.throughline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throughline.v1.AlertServiceGrpc;
import dev.throughline.v1.GetAlertRequest;
import dev.throughline.v1.Interaction;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the shared scenarios do not say: keys, names, limits of waiting, interceptors. */
class UnitTest {
  private static final GetAlertRequest REQUEST = GetAlertRequest.newBuilder().setName("x").build();

  private static Client.Builder nobody() {
    return Client.builder("127.0.0.1:1").apiKey("tl_live_retail_0123456789").insecure(true).attempts(2);
  }

  @Test
  void aKeyMustNameATenant() {
    assertThrows(IllegalArgumentException.class, () -> nobody().apiKey(null).build());
    for (String key : List.of("", "secret", "tl_live_retail", "tl_live__0123", "sk_live_retail_0123", "tl_live_retail_0123_456")) {
      assertThrows(IllegalArgumentException.class, () -> nobody().apiKey(key).build(), key);
    }
  }

  @Test
  void namesAreTheTenants() {
    try (Client client = nobody().apiKey("tl_live_big-bank_0123").build()) {
      assertEquals("tenants/big-bank", client.name());
      assertEquals("tenants/big-bank/alerts/1", client.name("alerts", "1"));
    }
  }

  @Test
  void nobodyAtTheAddressIsUnavailable() {
    try (Client client = nobody().build()) {
      ThroughlineException e = assertThrows(ThroughlineException.class, () -> client.call(AlertServiceGrpc.getGetAlertMethod(), REQUEST));
      assertEquals(Status.Code.UNAVAILABLE, e.code());
      assertTrue(e.getMessage().matches("throughline: UNAVAILABLE: .* \\[request [0-9a-f-]{36}]"), e.getMessage());
    }
  }

  @Test
  void aCallMayHaveItsOwnTimeout() throws Exception {
    try (ServerSocket mute = new ServerSocket(0);
        Client client = Client.builder("127.0.0.1:" + mute.getLocalPort()).apiKey("tl_live_retail_0123").insecure(true).build()) {
      ThroughlineException e = assertThrows(ThroughlineException.class,
          () -> client.call(AlertServiceGrpc.getGetAlertMethod(), REQUEST, Duration.ofMillis(200)));
      assertEquals(Status.Code.DEADLINE_EXCEEDED, e.code());
    }
  }

  @Test
  void anInterceptorSeesEachAttempt() {
    List<String> calls = new ArrayList<>();
    ClientInterceptor notes = new ClientInterceptor() {
      @Override
      public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        calls.add(method.getBareMethodName());
        return next.newCall(method, options);
      }
    };
    try (Client client = nobody().interceptor(notes).build()) {
      assertThrows(ThroughlineException.class, () -> client.call(AlertServiceGrpc.getGetAlertMethod(), REQUEST));
    }
    assertEquals(List.of("GetAlert", "GetAlert"), calls);
  }

  @Test
  void waitingHasLimits() throws Exception {
    List<String> told = new ArrayList<>();
    try (Client client = nobody().build()) {
      Ingester ingester = client.ingester().maxItems(1).queueItems(2).onResult(r -> told.add(r.item().getExternalId())).start();
      for (int i = 0; i < 2; i++) {
        assertTrue(ingester.add(Interaction.newBuilder().setExternalId("" + i).build()));
      }
      assertFalse(ingester.flush(Duration.ofMillis(50)));
      assertThrows(ThroughlineException.class, () -> ingester.close(Duration.ofMillis(50)));
      assertThrows(IllegalStateException.class, () -> ingester.add(Interaction.getDefaultInstance()));
      ingester.close(); // once more is harmless
      assertEquals(new IngesterStats(0, 0, 0, 0, 0, 0, 2), ingester.stats());
    }
    assertEquals(List.of("0", "1"), told);
  }

  @Test
  void aCallbackThatThrowsCostsNoItemItsResult() throws Exception {
    List<String> told = new ArrayList<>();
    try (Client client = nobody().build()) {
      Ingester ingester = client.ingester().maxItems(2).onResult(r -> {
        told.add(r.item().getExternalId());
        throw new IllegalStateException("the caller's mistake");
      }).start();
      for (int i = 0; i < 3; i++) {
        ingester.add(Interaction.newBuilder().setExternalId("" + i).build());
      }
      assertThrows(ThroughlineException.class, () -> ingester.close(Duration.ofMillis(50)));
      assertEquals(3, ingester.stats().failed());
    }
    assertEquals(List.of("0", "1", "2"), told);
  }

  @Test
  void closingDoesNotWaitForACallThatHangs() throws Exception {
    try (ServerSocket mute = new ServerSocket(0);
        Client client = Client.builder("127.0.0.1:" + mute.getLocalPort()).apiKey("tl_live_retail_0123").insecure(true).build()) {
      Ingester ingester = client.ingester().maxItems(1).start();
      ingester.add(Interaction.getDefaultInstance());
      assertTimeout(Duration.ofSeconds(10), () -> assertThrows(ThroughlineException.class, () -> ingester.close(Duration.ofMillis(200))));
      assertEquals(1, ingester.stats().failed());
    }
  }

  @Test
  void aWebhookVerifierWantsSecrets() {
    assertThrows(IllegalArgumentException.class, WebhookVerifier::new);
    assertThrows(SecurityException.class, () -> new WebhookVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").verify("{}", Map.of()));
  }
}
