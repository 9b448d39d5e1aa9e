import { CoreClient } from "./client.js";
import { AdminService } from "./gen/throughline/v1/admin_pb.js";
import { ClusterService } from "./gen/throughline/v1/cluster_pb.js";
import { JourneyService } from "./gen/throughline/v1/journey_pb.js";
import { PolicyService } from "./gen/throughline/v1/policy_pb.js";
import { ReviewService } from "./gen/throughline/v1/review_pb.js";
import { RoutingService } from "./gen/throughline/v1/routing_pb.js";
import { ingester } from "./ingester.js";
import { pages } from "./pages.js";
/** A CoreClient with every service at hand, for programs that need not count bytes. */
export class Client extends CoreClient {
    clusters;
    journey;
    routing;
    policy;
    review;
    admin;
    /** Made by connect. */
    constructor(transport, settings, end) {
        super(transport, settings, end);
        this.clusters = this.service(ClusterService);
        this.journey = this.service(JourneyService);
        this.routing = this.service(RoutingService);
        this.policy = this.service(PolicyService);
        this.review = this.service(ReviewService);
        this.admin = this.service(AdminService);
    }
    /** Goes through all clusters, page by page. */
    listClusters(request = {}, options) {
        return pages((r) => this.clusters.listClusters(r, options), request, (a) => a.clusters);
    }
    /** Goes through all mentions of a cluster, page by page. */
    listMentions(request, options) {
        return pages((r) => this.clusters.listMentions(r, options), request, (a) => a.mentions);
    }
    /** Starts a buffered ingester. Close it before the client. */
    ingester(options = {}) {
        return ingester(this, options);
    }
}
