import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client as ServiceClient, Transport } from "@connectrpc/connect";

import { CoreClient, type CallOptions } from "./client.js";
import { AdminService } from "./gen/throughline/v1/admin_pb.js";
import { ClusterService, type Cluster, type ListClustersRequestSchema, type ListMentionsRequestSchema, type Mention } from "./gen/throughline/v1/cluster_pb.js";
import { JourneyService } from "./gen/throughline/v1/journey_pb.js";
import { PolicyService } from "./gen/throughline/v1/policy_pb.js";
import { ReviewService } from "./gen/throughline/v1/review_pb.js";
import { RoutingService } from "./gen/throughline/v1/routing_pb.js";
import { ingester, type Ingester, type IngesterOptions } from "./ingester.js";
import type { Settings } from "./options.js";
import { pages, type Paged } from "./pages.js";

/** A CoreClient with every service at hand, for programs that need not count bytes. */
export class Client extends CoreClient {
  readonly clusters: ServiceClient<typeof ClusterService>;
  readonly journey: ServiceClient<typeof JourneyService>;
  readonly routing: ServiceClient<typeof RoutingService>;
  readonly policy: ServiceClient<typeof PolicyService>;
  readonly review: ServiceClient<typeof ReviewService>;
  readonly admin: ServiceClient<typeof AdminService>;

  /** Made by connect. */
  constructor(transport: Transport, settings: Settings, end: () => void) {
    super(transport, settings, end);
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
}
