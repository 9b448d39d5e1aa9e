package dev.throughline;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.throughline.v1.Account;
import dev.throughline.v1.Alert;
import dev.throughline.v1.AlertServiceGrpc;
import dev.throughline.v1.Cluster;
import dev.throughline.v1.ClusterServiceGrpc;
import dev.throughline.v1.CommercialRecord;
import dev.throughline.v1.IngestionServiceGrpc;
import dev.throughline.v1.Interaction;
import dev.throughline.v1.ListAlertsRequest;
import dev.throughline.v1.ListClustersRequest;
import dev.throughline.v1.ListInteractionsRequest;
import dev.throughline.v1.ListMentionsRequest;
import dev.throughline.v1.Location;
import dev.throughline.v1.Mention;
import dev.throughline.v1.PushAccountsRequest;
import dev.throughline.v1.PushCommercialRecordsRequest;
import dev.throughline.v1.PushInteractionsRequest;
import dev.throughline.v1.PushLocationsRequest;
import dev.throughline.v1.WatchAlertsRequest;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Speaks to one server on behalf of one tenant. It is safe for concurrent use. In requests, an empty
 * parent means the API key's tenant.
 */
public final class Client implements AutoCloseable {
  /** The version of this package, as sent in the user agent. */
  public static final String VERSION = "0.1.0";

  /** The environment variable that the API key is read from. */
  public static final String KEY_VARIABLE = "THROUGHLINE_API_KEY";

  private static final int MAX_RESPONSE = 16 << 20; // the largest answer that is accepted, in bytes

  private final ManagedChannel connection;
  final Caller caller;

  private Client(ManagedChannel connection, Channel channel, Settings settings) {
    this.connection = connection;
    this.caller = new Caller(channel, settings);
  }

  /** Begins a client of the server at address, "host:port". */
  public static Builder builder(String address) {
    return new Builder(address);
  }

  /** How a client works. What is not set has its default. */
  public static final class Builder {
    private final String address;
    private String apiKey = System.getenv(KEY_VARIABLE);
    private boolean insecure;
    private SslContext tls;
    private Duration deadline = Duration.ofSeconds(30);
    private int attempts = 4;
    private String userAgent = "";
    private final List<ClientInterceptor> interceptors = new ArrayList<>();
    Retries.Wait wait = d -> TimeUnit.NANOSECONDS.sleep(d.toNanos());
    Duration silence = Duration.ofSeconds(45); // three heartbeats

    private Builder(String address) {
      this.address = address;
    }

    /** Sets the API key, "tl_live_…". The default is that of THROUGHLINE_API_KEY. */
    public Builder apiKey(String key) {
      apiKey = key;
      return this;
    }

    /**
     * Speaks without TLS, so that whoever can read the traffic can read the API key. It is for a
     * server on this machine, or behind something that encrypts.
     */
    public Builder insecure(boolean on) {
      insecure = on;
      return this;
    }

    /** Sets how TLS is spoken. The default trusts Java's certificate authorities. */
    public Builder tls(SslContext context) {
      tls = context;
      return this;
    }

    /**
     * Sets how long a call may take, all its attempts together, unless the call says otherwise. The
     * default is 30 seconds; zero sets none. Streams have none.
     */
    public Builder deadline(Duration d) {
      deadline = d;
      return this;
    }

    /** Sets how often a call is tried at most, where that is safe. The default is 4; 1 never tries again. */
    public Builder attempts(int n) {
      attempts = Math.max(n, 1);
      return this;
    }

    /** Puts a program's name and version, "importer/1.2", before this package's in the user agent. */
    public Builder userAgent(String name) {
      userAgent = name + " ";
      return this;
    }

    /** Adds an interceptor of gRPC, such as that of OpenTelemetry's GrpcTelemetry. */
    public Builder interceptor(ClientInterceptor interceptor) {
      interceptors.add(interceptor);
      return this;
    }

    /**
     * Makes the client, which does not connect before the first call. Throws
     * IllegalArgumentException without a key, and when the key is misspelt.
     */
    public Client build() {
      Settings settings = new Settings(apiKey, Settings.tenantOf(apiKey), deadline, attempts, wait, silence);
      NettyChannelBuilder channel =
          NettyChannelBuilder.forTarget(address)
              .userAgent(userAgent + "throughline-java/" + VERSION + " java/" + Runtime.version().feature())
              .maxInboundMessageSize(MAX_RESPONSE)
              .keepAliveTime(1, TimeUnit.MINUTES)
              .keepAliveTimeout(20, TimeUnit.SECONDS)
              .disableRetry(); // Caller tries again, and sees what gRPC's own retries do not
      if (insecure) {
        channel.usePlaintext();
      } else if (tls != null) {
        channel.sslContext(tls);
      }
      ManagedChannel connection = channel.build();
      return new Client(connection, ClientInterceptors.intercept(connection, interceptors), settings);
    }
  }

  /** Ends all calls and closes the connection. */
  @Override
  public void close() {
    connection.shutdownNow();
  }

  /** The id of the API key's tenant. */
  public String tenant() {
    return caller.settings.tenant();
  }

  /**
   * The resource name of something of the tenant: name() is "tenants/retail", name("policy")
   * "tenants/retail/policy", name("alerts", id) "tenants/retail/alerts/…".
   */
  public String name(String... parts) {
    return parts.length == 0 ? "tenants/" + tenant() : "tenants/" + tenant() + "/" + String.join("/", parts);
  }

  /**
   * Calls any method of the API: call(AlertServiceGrpc.getGetAlertMethod(), request). Throws
   * ThroughlineException.
   */
  public <Q extends Message, A> A call(MethodDescriptor<Q, A> method, Q request) {
    return caller.call(method, request, caller.settings.deadline());
  }

  /** Calls any method with a time limit of its own, all attempts together; zero sets none. */
  public <Q extends Message, A> A call(MethodDescriptor<Q, A> method, Q request, Duration timeout) {
    return caller.call(method, request, timeout);
  }

  /**
   * Goes through the items of all pages of a list method, from the request's own page token on. A page
   * is fetched when the one before is used up. items is the name of the response's field, "alerts".
   */
  public <Q extends Message, A extends Message, I> Iterable<I> pages(MethodDescriptor<Q, A> method, Q request, String items) {
    return () -> new Pages<>(this, method, request, items);
  }

  /** Goes through all alerts that the request asks for, page by page. */
  public Iterable<Alert> listAlerts(ListAlertsRequest request) {
    return pages(AlertServiceGrpc.getListAlertsMethod(), request, "alerts");
  }

  /** Goes through all clusters, page by page. */
  public Iterable<Cluster> listClusters(ListClustersRequest request) {
    return pages(ClusterServiceGrpc.getListClustersMethod(), request, "clusters");
  }

  /** Goes through all mentions of a cluster, page by page. */
  public Iterable<Mention> listMentions(ListMentionsRequest request) {
    return pages(ClusterServiceGrpc.getListMentionsMethod(), request, "mentions");
  }

  /** Goes through all interactions that the request asks for, page by page. */
  public Iterable<Interaction> listInteractions(ListInteractionsRequest request) {
    return pages(IngestionServiceGrpc.getListInteractionsMethod(), request, "interactions");
  }

  /**
   * Goes through every change of every alert as it happens, from the request's resume token on, or
   * from now on without one. It connects again by itself when the connection breaks or falls silent,
   * and skips no change and yields none twice.
   *
   * <p>It yields heartbeats too, which have no alert event: the first message comes at once, and from
   * then on a list misses nothing that the watch does not bring. Keep a message's resume token once it
   * is handled, to go on from there in another process.
   *
   * <p>Close it when done. next throws ThroughlineException for what connecting again does not cure.
   */
  public AlertWatch watchAlerts(WatchAlertsRequest request) {
    return new AlertWatch(caller, request);
  }

  /**
   * Stores any number of interactions, in batches that fit, one after the other. An item that is too
   * large for any message is reported as rejected and not sent.
   *
   * <p>When a batch fails, PushException tells of the batches before it; pushing everything again is
   * safe, since the server recognises what it has.
   */
  public PushReport pushInteractions(List<Interaction> items) {
    return Push.run(items, Interaction::getExternalId, batch ->
        PushReport.of(call(IngestionServiceGrpc.getPushInteractionsMethod(), PushInteractionsRequest.newBuilder().addAllInteractions(batch).build())));
  }

  /** Stores any number of accounts, as pushInteractions does. */
  public PushReport pushAccounts(List<Account> items) {
    return Push.run(items, Account::getAccountId, batch ->
        PushReport.of(call(IngestionServiceGrpc.getPushAccountsMethod(), PushAccountsRequest.newBuilder().addAllAccounts(batch).build())));
  }

  /** Stores any number of locations, as pushInteractions does. */
  public PushReport pushLocations(List<Location> items) {
    return Push.run(items, Location::getLocationId, batch ->
        PushReport.of(call(IngestionServiceGrpc.getPushLocationsMethod(), PushLocationsRequest.newBuilder().addAllLocations(batch).build())));
  }

  /** Stores any number of commercial records, as pushInteractions does. */
  public PushReport pushCommercialRecords(List<CommercialRecord> items) {
    return Push.run(items, CommercialRecord::getRecordId, batch ->
        PushReport.of(call(IngestionServiceGrpc.getPushCommercialRecordsMethod(), PushCommercialRecordsRequest.newBuilder().addAllCommercialRecords(batch).build())));
  }

  /** Begins a buffered ingester. */
  public Ingester.Builder ingester() {
    return new Ingester.Builder(this);
  }

  /** A repeated field's values. */
  @SuppressWarnings("unchecked")
  static <I> List<I> repeated(Message message, String name) {
    FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
    return (List<I>) message.getField(field);
  }
}
