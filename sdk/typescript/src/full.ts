import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client as ServiceClient, Transport } from "@connectrpc/connect";

import { CoreClient, type CallOptions } from "./client.js";
import { AdminService } from "./gen/throughline/v1/admin_pb.js";
import { ClusterService, type Cluster, type ListClustersRequestSchema, type ListMentionsRequestSchema, type Mention } from "./gen/throughline/v1/cluster_pb.js";
import { IngestionService, type Interaction, type ListInteractionsRequestSchema } from "./gen/throughline/v1/ingestion_pb.js";
import { JourneyService } from "./gen/throughline/v1/journey_pb.js";
import { PolicyService } from "./gen/throughline/v1/policy_pb.js";
import { ReviewService } from "./gen/throughline/v1/review_pb.js";
import { RoutingService } from "./gen/throughline/v1/routing_pb.js";
import { ingester, type Ingester, type IngesterOptions } from "./ingester.js";
import type { Settings } from "./options.js";
import { pages, type Paged } from "./pages.js";
import { push, pushInteractions, pushKinds, type AccountInit, type CommercialRecordInit, type InteractionInit, type LocationInit, type PushReport } from "./push.js";

/** A CoreClient with every service at hand, for programs that need not count bytes. */
export class Client extends CoreClient {
  /** Interactions and what is known of accounts, locations and commercial records. */
  readonly ingestion: ServiceClient<typeof IngestionService>;
  readonly clusters: ServiceClient<typeof ClusterService>;
  readonly journey: ServiceClient<typeof JourneyService>;
  readonly routing: ServiceClient<typeof RoutingService>;
  readonly policy: ServiceClient<typeof PolicyService>;
  readonly review: ServiceClient<typeof ReviewService>;
  readonly admin: ServiceClient<typeof AdminService>;

  /** Made by connect. */
  constructor(transport: Transport, settings: Settings, end: () => void) {
    super(transport, settings, end);
    this.ingestion = this.service(IngestionService);
    this.clusters = this.service(ClusterService);
    this.journey = this.service(JourneyService);
    this.routing = this.service(RoutingService);
    this.policy = this.service(PolicyService);
    this.review = this.service(ReviewService);
    this.admin = this.service(AdminService);
  }

  /** Goes through all clusters, page by page. */
  listClusters(request: MessageInitShape<typeof ListClustersRequestSchema> = {}, options?: CallOptions): Paged<Cluster> {
    return pages((r) => this.clusters.listClusters(r, options), request, (a) => a.clusters);
  }

  /** Goes through all mentions of a cluster, page by page. */
  listMentions(request: MessageInitShape<typeof ListMentionsRequestSchema>, options?: CallOptions): Paged<Mention> {
    return pages((r) => this.clusters.listMentions(r, options), request, (a) => a.mentions);
  }

  /** Starts a buffered ingester. Close it before the client. */
  ingester(options: IngesterOptions = {}): Ingester {
    return ingester(this, options);
  }

  /** Goes through all interactions that the request asks for, page by page. */
  listInteractions(request: MessageInitShape<typeof ListInteractionsRequestSchema> = {}, options?: CallOptions): Paged<Interaction> {
    return pages((r) => this.ingestion.listInteractions(r, options), request, (a) => a.interactions);
  }

  /**
   * Stores any number of interactions, in batches that fit, one after the other. An item that is
   * too large for any message is reported as rejected and not sent.
   *
   * When a batch fails, the error's report tells of the batches before it (PushError); pushing
   * everything again is safe, since the server recognises what it has.
   */
  pushInteractions(items: InteractionInit[], options?: CallOptions): Promise<PushReport> {
    return pushInteractions(this, items, options);
  }

  /** Stores any number of accounts, as pushInteractions does. */
  pushAccounts(items: AccountInit[], options?: CallOptions): Promise<PushReport> {
    return push(pushKinds.accounts, items, (accounts) => this.ingestion.pushAccounts({ accounts }, options));
  }

  /** Stores any number of locations, as pushInteractions does. */
  pushLocations(items: LocationInit[], options?: CallOptions): Promise<PushReport> {
    return push(pushKinds.locations, items, (locations) => this.ingestion.pushLocations({ locations }, options));
  }

  /** Stores any number of commercial records, as pushInteractions does. */
  pushCommercialRecords(items: CommercialRecordInit[], options?: CallOptions): Promise<PushReport> {
    return push(pushKinds.commercialRecords, items, (commercialRecords) => this.ingestion.pushCommercialRecords({ commercialRecords }, options));
  }
}
