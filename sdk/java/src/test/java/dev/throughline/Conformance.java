package dev.throughline;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.throughline.v1.AdminServiceGrpc;
import dev.throughline.v1.AlertServiceGrpc;
import dev.throughline.v1.CreateApiKeyRequest;
import dev.throughline.v1.GetAlertRequest;
import dev.throughline.v1.Interaction;
import dev.throughline.v1.ListAlertsRequest;
import dev.throughline.v1.Policy;
import dev.throughline.v1.PolicyServiceGrpc;
import dev.throughline.v1.PushResult;
import dev.throughline.v1.Turn;
import dev.throughline.v1.UpdatePolicyRequest;
import dev.throughline.v1.WatchAlertsRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs the scenarios that every SDK must pass (sdk/conformance). Usage: Conformance CONTROL-URL */
public final class Conformance {
  private static final Gson GSON = new Gson();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final JsonObject beginning;
  private final JsonObject setup;
  private final List<Double> waits = new ArrayList<>();
  private final List<String> items = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private final List<Map<String, Object>> results = new ArrayList<>();
  private final List<Boolean> verified = new ArrayList<>();
  private Map<String, Object> error;
  private Map<String, Object> counts;

  private Conformance(JsonObject beginning) {
    this.beginning = beginning;
    this.setup = beginning.getAsJsonObject("client");
  }

  public static void main(String[] args) throws Exception {
    int failed = 0;
    for (JsonElement name : ask(args[0] + "/scenarios", null).getAsJsonArray()) {
      String encoded = URLEncoder.encode(name.getAsString(), StandardCharsets.UTF_8);
      Conformance run = new Conformance(ask(args[0] + "/begin?scenario=" + encoded, "{}").getAsJsonObject());
      run.run();
      String id = run.beginning.get("run").getAsString();
      JsonArray wrong = ask(args[0] + "/end?run=" + id, GSON.toJson(run.outcome())).getAsJsonArray();
      if (!wrong.isEmpty()) {
        failed++;
        System.out.println(name.getAsString() + "\n  " + wrong);
      }
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  private static JsonElement ask(String url, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(url + ": " + answer.statusCode() + " " + answer.body());
    }
    return GSON.fromJson(answer.body(), JsonElement.class);
  }

  private Map<String, Object> outcome() {
    Map<String, Object> out = new HashMap<>();
    out.put("waits_ms", waits);
    out.put("items", items);
    out.put("tokens", tokens);
    out.put("results", results);
    out.put("verified", verified);
    out.put("error", error);
    out.put("counts", counts);
    return out;
  }

  private void run() throws Exception {
    Client.Builder builder = Client.builder(beginning.get("grpc").getAsString()).apiKey(beginning.get("key").getAsString()).insecure(true);
    if (setup.has("attempts")) {
      builder.attempts(setup.get("attempts").getAsInt());
    }
    if (setup.has("deadline_ms")) {
      builder.deadline(Duration.ofMillis(setup.get("deadline_ms").getAsLong()));
    }
    if (setup.has("user_agent")) {
      builder.userAgent(setup.get("user_agent").getAsString());
    }
    if (setup.has("silence_ms")) {
      builder.silence = Duration.ofMillis(setup.get("silence_ms").getAsLong());
    }
    builder.wait = this::pause;
    try (Client client = builder.build()) {
      act(client);
    } catch (ThroughlineException e) {
      failed(e);
    } catch (RuntimeException e) {
      failed(new ThroughlineException(io.grpc.Status.Code.UNKNOWN, "not a ThroughlineException: " + e, "none"));
    }
  }

  /** Notes a pause, and sleeps it when the scenario wants that. */
  private void pause(Duration d) throws InterruptedException {
    synchronized (waits) {
      waits.add(d.toNanos() / 1e6);
    }
    if (setup.has("real_waits")) {
      TimeUnit.NANOSECONDS.sleep(d.toNanos());
    }
  }

  private void act(Client client) throws Exception {
    JsonObject all = beginning.getAsJsonObject("do");
    String action = all.keySet().iterator().next();
    if (action.equals("verify")) {
      verify();
      return;
    }
    JsonObject given = all.getAsJsonObject(action);
    switch (action) {
      case "call" -> call(client, given);
      case "list" -> list(client, given);
      case "watch" -> watch(client, given);
      case "push" -> push(client, given);
      case "ingest" -> ingest(client, given);
      default -> throw new IllegalStateException("unknown action " + action);
    }
  }

  private static int number(JsonObject o, String name, int otherwise) {
    return o.has(name) ? o.get(name).getAsInt() : otherwise;
  }

  private static String text(JsonObject o, String name) {
    return o.has(name) ? o.get(name).getAsString() : "";
  }

  private void call(Client client, JsonObject given) {
    for (int i = 0; i < number(given, "times", 1); i++) {
      try {
        switch (text(given, "method")) {
          case "GetAlert" -> client.call(AlertServiceGrpc.getGetAlertMethod(), GetAlertRequest.newBuilder().setName(client.name("alerts", "0")).build());
          case "UpdatePolicy" -> client.call(PolicyServiceGrpc.getUpdatePolicyMethod(),
              UpdatePolicyRequest.newBuilder().setPolicy(Policy.newBuilder().setName(client.name("policy"))).build());
          default -> client.call(AdminServiceGrpc.getCreateApiKeyMethod(),
              CreateApiKeyRequest.newBuilder().setParent(text(given, "parent")).setRequestId(text(given, "request_id")).build());
        }
      } catch (ThroughlineException e) {
        failed(e);
      }
    }
  }

  private void list(Client client, JsonObject given) {
    ListAlertsRequest request = ListAlertsRequest.newBuilder().setPageSize(number(given, "page_size", 0)).setPageToken(text(given, "page_token")).build();
    for (var alert : client.listAlerts(request)) {
      items.add(alert.getName());
      if (items.size() == number(given, "take", -1)) {
        return;
      }
    }
  }

  private void watch(Client client, JsonObject given) {
    try (AlertWatch changes = client.watchAlerts(WatchAlertsRequest.newBuilder().setResumeToken(text(given, "resume_token")).build())) {
      while (tokens.size() < number(given, "messages", 0)) {
        tokens.add(changes.next().getResumeToken());
      }
    }
  }

  private static List<Interaction> made(JsonObject given) {
    String words = "x".repeat(number(given, "text_bytes", 10));
    Set<Integer> broken = numbers(given, "broken");
    Set<Integer> oversize = numbers(given, "oversize");
    List<Interaction> out = new ArrayList<>();
    for (int i = 0; i < number(given, "items", 0); i++) {
      Interaction.Builder item = Interaction.newBuilder().setExternalId(String.valueOf(i));
      if (!broken.contains(i)) {
        item.addTurns(Turn.newBuilder().setText(oversize.contains(i) ? "x".repeat(5 << 20) : words));
      }
      out.add(item.build());
    }
    return out;
  }

  private static Set<Integer> numbers(JsonObject given, String name) {
    Set<Integer> out = new HashSet<>();
    if (given.has(name)) {
      given.getAsJsonArray(name).forEach(n -> out.add(n.getAsInt()));
    }
    return out;
  }

  private void push(Client client, JsonObject given) {
    try {
      reported(client.pushInteractions(made(given)));
    } catch (PushException e) {
      reported(e.report());
      throw e;
    }
  }

  private void reported(PushReport report) {
    var c = report.counts();
    counts = countsOf(c.getAccepted(), c.getDuplicate(), c.getConflict(), c.getRejected(), 0, 0);
    for (PushResult f : report.failures()) {
      results.add(Map.of("id", f.getId(), "index", f.getIndex(), "status", status(f)));
    }
  }

  private static Map<String, Object> countsOf(long accepted, long duplicate, long conflict, long rejected, long dropped, long failed) {
    return Map.of("accepted", accepted, "duplicate", duplicate, "conflict", conflict, "rejected", rejected, "dropped", dropped, "failed", failed);
  }

  private static String status(PushResult r) {
    return r.getStatus().name().substring("PUSH_STATUS_".length());
  }

  private void ingest(Client client, JsonObject given) throws InterruptedException {
    Semaphore arrived = new Semaphore(0);
    Ingester.Builder builder = client.ingester().drop(given.has("drop")).onResult(r -> {
      results.add(r.error() != null
          ? Map.of("id", r.item().getExternalId(), "index", 0, "code", r.error().code().name())
          : Map.of("id", r.item().getExternalId(), "index", 0, "status", status(r.result())));
      arrived.release();
    });
    if (given.has("max_items")) {
      builder.maxItems(number(given, "max_items", 0));
    }
    if (given.has("max_bytes")) {
      builder.maxBytes(number(given, "max_bytes", 0));
    }
    if (given.has("interval_ms")) {
      builder.interval(Duration.ofMillis(number(given, "interval_ms", 0)));
    }
    if (given.has("queue_items")) {
      builder.queueItems(number(given, "queue_items", 0));
    }
    Ingester ingester = builder.start();
    for (Interaction item : made(given)) {
      ingester.add(item);
    }
    if (given.has("await")) {
      arrived.acquire(number(given, "items", 0));
    }
    if (given.has("flush")) {
      ingester.flush(Duration.ofMinutes(1));
    }
    try {
      ingester.close(Duration.ofMillis(number(given, "close_ms", 60_000)));
    } finally {
      IngesterStats s = ingester.stats();
      counts = countsOf(s.accepted(), s.duplicate(), s.conflict(), s.rejected(), s.dropped(), s.failed());
    }
  }

  private void verify() {
    for (JsonElement each : beginning.getAsJsonArray("webhooks")) {
      JsonObject w = each.getAsJsonObject();
      Map<String, List<String>> headers = new HashMap<>();
      w.getAsJsonObject("headers").entrySet().forEach(h -> headers.put(h.getKey(), List.of(h.getValue().getAsString())));
      String[] secrets = GSON.fromJson(w.get("secrets"), String[].class);
      try {
        verified.add(!new WebhookVerifier(secrets).verify(text(w, "body"), headers).id().isEmpty());
      } catch (SecurityException forged) {
        verified.add(false);
      }
    }
  }

  /** Notes an error as the SDK tells it. */
  private void failed(ThroughlineException e) {
    List<Map<String, String>> violations = new ArrayList<>();
    for (var v : e.fieldViolations()) {
      violations.add(Map.of("field", v.field(), "reason", v.reason(), "description", v.description()));
    }
    error = Map.of("code", e.code().name(), "reason", e.reason(), "message", e.rawMessage(), "text", e.getMessage(), "metadata", e.metadata(),
        "retry_after_ms", e.retryAfter().toMillis(), "request_id", e.requestId(), "violations", violations, "retryable", e.retryable());
  }
}
