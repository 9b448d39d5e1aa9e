import type { DescService, MessageInitShape } from "@bufbuild/protobuf";
import { createClient, type Client as ServiceClient, type Transport } from "@connectrpc/connect";

import { AlertService, type Alert, type ListAlertsRequestSchema, type WatchAlertsRequestSchema, type WatchAlertsResponse } from "./gen/throughline/v1/alert_pb.js";
import { tenantOf, type Settings } from "./options.js";
import { pages, type Paged } from "./pages.js";
import { CompletingTransport } from "./transport.js";
import { watch } from "./watch.js";

/** How one call differs from the others. */
export interface CallOptions {
  /** Ends the call. */
  signal?: AbortSignal;
  /** How long it may take, in milliseconds. */
  timeoutMs?: number;
}

/**
 * Speaks to one server on behalf of one tenant: lists and watches alerts, and has the other services made. The service
 * clients take requests as they are defined in the proto files; an empty parent means the API
 * key's tenant.
 */
export class CoreClient {
  /** Alerts: read, list, watch, explain; fixes and their effect. */
  readonly alerts: ServiceClient<typeof AlertService>;

  private readonly transport: Transport;

  /** Made by connect of this package's entry points. */
  constructor(
    transport: Transport,
    /** @internal */
    readonly settings: Settings,
    private readonly end: () => void,
  ) {
    this.transport = new CompletingTransport(transport, settings);
    this.alerts = this.service(AlertService);
  }

  /**
   * Returns the client of a service: client.service(ClusterService), with ClusterService from
   * "@throughline/sdk/v1/cluster". A page loads only the services that it names.
   */
  service<S extends DescService>(service: S): ServiceClient<S> {
    return createClient(service, this.transport);
  }

  /** Ends all calls and closes the connection. */
  close(): void {
    this.end();
  }

  /** The id of the API key's tenant. */
  async tenant(): Promise<string> {
    const { apiKey } = this.settings;
    return tenantOf(typeof apiKey === "string" ? apiKey : await apiKey());
  }

  /**
   * The resource name of something of the tenant: name() is "tenants/retail", name("policy")
   * "tenants/retail/policy", name("alerts", id) "tenants/retail/alerts/…".
   */
  async name(...parts: string[]): Promise<string> {
    return ["tenants", await this.tenant(), ...parts].join("/");
  }

  /** Goes through all alerts that the request asks for, page by page. */
  listAlerts(request: MessageInitShape<typeof ListAlertsRequestSchema> = {}, options?: CallOptions): Paged<Alert> {
    return pages((r) => this.alerts.listAlerts(r, options), request, (a) => a.alerts);
  }

  /**
   * Goes through every change of every alert as it happens, from the request's resume token on, or
   * from now on without one. It connects again by itself when the connection breaks or falls
   * silent, and skips no change and yields none twice.
   *
   * It yields heartbeats too, whose event is not "alertEvent": the first message comes at once, and
   * from then on a list misses nothing that the watch does not bring. Keep a message's resume token
   * once it is handled, to go on from there in another process.
   *
   * It ends when the caller breaks off or aborts the signal, or with an error that connecting again
   * does not cure.
   */
  watchAlerts(request: MessageInitShape<typeof WatchAlertsRequestSchema> = {}, options?: CallOptions): AsyncGenerator<WatchAlertsResponse> {
    return watch((r, signal) => this.alerts.watchAlerts(r, { signal }), request, this.settings, options?.signal);
  }
}
