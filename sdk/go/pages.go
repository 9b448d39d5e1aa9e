package throughline

import (
	"context"
	"iter"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// ListInteractions goes through all interactions that the request asks for, page by page.
func (c *Client) ListInteractions(ctx context.Context, req *throughlinev1.ListInteractionsRequest) iter.Seq2[*Interaction, error] {
	return pages(ctx, req, c.Ingestion.ListInteractions, (*throughlinev1.ListInteractionsResponse).GetInteractions)
}

// ListClusters goes through all clusters, page by page.
func (c *Client) ListClusters(ctx context.Context, req *throughlinev1.ListClustersRequest) iter.Seq2[*Cluster, error] {
	return pages(ctx, req, c.Clusters.ListClusters, (*throughlinev1.ListClustersResponse).GetClusters)
}

// ListMentions goes through all mentions of a cluster, page by page.
func (c *Client) ListMentions(ctx context.Context, req *throughlinev1.ListMentionsRequest) iter.Seq2[*Mention, error] {
	return pages(ctx, req, c.Clusters.ListMentions, (*throughlinev1.ListMentionsResponse).GetMentions)
}

// ListClusterEvents goes through what happened to a cluster, the latest first, page by page.
func (c *Client) ListClusterEvents(ctx context.Context, req *throughlinev1.ListClusterEventsRequest) iter.Seq2[*ClusterEvent, error] {
	return pages(ctx, req, c.Clusters.ListClusterEvents, (*throughlinev1.ListClusterEventsResponse).GetEvents)
}

// ListExposedAccounts goes through all accounts that the request asks for, page by page.
func (c *Client) ListExposedAccounts(ctx context.Context, req *throughlinev1.ListExposedAccountsRequest) iter.Seq2[*throughlinev1.ExposedAccount, error] {
	return pages(ctx, req, c.Clusters.ListExposedAccounts, (*throughlinev1.ListExposedAccountsResponse).GetAccounts)
}

// ListReviewItems goes through all that waits for a person, page by page.
func (c *Client) ListReviewItems(ctx context.Context, req *throughlinev1.ListReviewItemsRequest) iter.Seq2[*ReviewItem, error] {
	return pages(ctx, req, c.Review.ListReviewItems, (*throughlinev1.ListReviewItemsResponse).GetReviewItems)
}

// ListDecisions goes through all decisions that the request asks for, page by page.
func (c *Client) ListDecisions(ctx context.Context, req *throughlinev1.ListDecisionsRequest) iter.Seq2[*Decision, error] {
	return pages(ctx, req, c.Review.ListDecisions, (*throughlinev1.ListDecisionsResponse).GetDecisions)
}

// ListDecisionProposals goes through all proposals that the request asks for, page by page.
func (c *Client) ListDecisionProposals(ctx context.Context, req *throughlinev1.ListDecisionProposalsRequest) iter.Seq2[*throughlinev1.DecisionProposal, error] {
	return pages(ctx, req, c.Review.ListDecisionProposals, (*throughlinev1.ListDecisionProposalsResponse).GetDecisionProposals)
}

// ListRereadings goes through all rereadings, page by page.
func (c *Client) ListRereadings(ctx context.Context, req *throughlinev1.ListRereadingsRequest) iter.Seq2[*throughlinev1.Rereading, error] {
	return pages(ctx, req, c.Review.ListRereadings, (*throughlinev1.ListRereadingsResponse).GetRereadings)
}

// ListAlerts goes through all alerts that the request asks for, page by page.
func (c *Client) ListAlerts(ctx context.Context, req *throughlinev1.ListAlertsRequest) iter.Seq2[*Alert, error] {
	return pages(ctx, req, c.Alerts.ListAlerts, (*throughlinev1.ListAlertsResponse).GetAlerts)
}

// ListAlertChanges goes through all changes of an alert, the latest first, page by page.
func (c *Client) ListAlertChanges(ctx context.Context, req *throughlinev1.ListAlertChangesRequest) iter.Seq2[*throughlinev1.RecordedChange, error] {
	return pages(ctx, req, c.Alerts.ListAlertChanges, (*throughlinev1.ListAlertChangesResponse).GetChanges)
}

// ListNearThreshold goes through all breaks that are on their way to firing, page by page.
func (c *Client) ListNearThreshold(ctx context.Context, req *throughlinev1.ListNearThresholdRequest) iter.Seq2[*throughlinev1.NearBreak, error] {
	return pages(ctx, req, c.Alerts.ListNearThreshold, (*throughlinev1.ListNearThresholdResponse).GetBreaks)
}

// ListCostlyBreaks goes through all breaks that never fired and have exposure, page by page.
func (c *Client) ListCostlyBreaks(ctx context.Context, req *throughlinev1.ListCostlyBreaksRequest) iter.Seq2[*throughlinev1.NearBreak, error] {
	return pages(ctx, req, c.Alerts.ListCostlyBreaks, (*throughlinev1.ListCostlyBreaksResponse).GetBreaks)
}

// ListReadingMembers goes through all that a number of a cluster's reading counts, page by page.
func (c *Client) ListReadingMembers(ctx context.Context, req *throughlinev1.ListReadingMembersRequest) iter.Seq2[*throughlinev1.ReadingMember, error] {
	return pages(ctx, req, c.Clusters.ListReadingMembers, (*throughlinev1.ListReadingMembersResponse).GetMembers)
}

// ListFixes goes through all fixes, page by page.
func (c *Client) ListFixes(ctx context.Context, req *throughlinev1.ListFixesRequest) iter.Seq2[*Fix, error] {
	return pages(ctx, req, c.Alerts.ListFixes, (*throughlinev1.ListFixesResponse).GetFixes)
}

// ListDestinations goes through all destinations, page by page.
func (c *Client) ListDestinations(ctx context.Context, req *throughlinev1.ListDestinationsRequest) iter.Seq2[*Destination, error] {
	return pages(ctx, req, c.Routing.ListDestinations, (*throughlinev1.ListDestinationsResponse).GetDestinations)
}

// ListRoutes goes through all routes, page by page.
func (c *Client) ListRoutes(ctx context.Context, req *throughlinev1.ListRoutesRequest) iter.Seq2[*Route, error] {
	return pages(ctx, req, c.Routing.ListRoutes, (*throughlinev1.ListRoutesResponse).GetRoutes)
}

// ListDeliveries goes through all deliveries that the request asks for, page by page.
func (c *Client) ListDeliveries(ctx context.Context, req *throughlinev1.ListDeliveriesRequest) iter.Seq2[*Delivery, error] {
	return pages(ctx, req, c.Routing.ListDeliveries, (*throughlinev1.ListDeliveriesResponse).GetDeliveries)
}

// ListAPIKeys goes through all API keys, page by page.
func (c *Client) ListAPIKeys(ctx context.Context, req *throughlinev1.ListApiKeysRequest) iter.Seq2[*APIKey, error] {
	return pages(ctx, req, c.Admin.ListApiKeys, (*throughlinev1.ListApiKeysResponse).GetApiKeys)
}

// page is an answer that another one may follow.
type page interface{ GetNextPageToken() string }

// pages goes through the items of all pages, from the request's own page token on. It fetches a
// page when the one before is used up, and ends with the first error. A nil request asks for
// everything.
func pages[Request proto.Message, Response page, Item any](
	ctx context.Context, req Request,
	fetch func(context.Context, Request, ...grpc.CallOption) (Response, error),
	items func(Response) []Item,
) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		next := proto.Clone(req).ProtoReflect().Interface().(Request)
		if !next.ProtoReflect().IsValid() {
			next = req.ProtoReflect().New().Interface().(Request)
		}
		token := next.ProtoReflect().Descriptor().Fields().ByName("page_token")
		for {
			response, err := fetch(ctx, next)
			if err != nil {
				var none Item
				yield(none, err)
				return
			}
			for _, item := range items(response) {
				if !yield(item, nil) {
					return
				}
			}
			if response.GetNextPageToken() == "" {
				return
			}
			next.ProtoReflect().Set(token, protoreflect.ValueOfString(response.GetNextPageToken()))
		}
	}
}
