package intercept

import (
	"errors"
	"fmt"
	"sort"

	"google.golang.org/grpc"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// Role is what the holder of a key may do.
type Role string

// The closed set of roles.
const (
	Ingester Role = "ingester" // push, and nothing else
	Viewer   Role = "viewer"   // read everything but keys
	Reviewer Role = "reviewer" // and decide on matches and alerts
	Admin    Role = "admin"    // everything, pushing too
)

// may reports whether a role is enough where least is asked for. An ingester's key sits in other
// people's systems, so the roles that read do not include it, nor it them.
func (r Role) may(least Role) bool {
	switch least {
	case Ingester:
		return r == Ingester || r == Admin
	case Viewer:
		return r == Viewer || r == Reviewer || r == Admin
	case Reviewer:
		return r == Reviewer || r == Admin
	case Admin:
		return r == Admin
	}
	return false
}

// Rule says who may call a method.
type Rule struct {
	Least  Role // the least role that may
	Public bool // anybody may, without a key
	Audit  bool // a successful call is recorded
	Own    bool // the method records itself, in the transaction of what it changes
}

// Rules returns the rules of every method that there is: what the comments of the proto files
// promise. Pushes are no part of the audit log: what they did is stored with a time and cannot
// change.
func Rules() map[string]Rule {
	var (
		public = Rule{Public: true}
		push   = Rule{Least: Ingester}
		view   = Rule{Least: Viewer}
		export = Rule{Least: Viewer, Audit: true} // it takes much away at once
		see    = Rule{Least: Admin}
		record = Rule{Least: Reviewer, Audit: true}
		change = Rule{Least: Admin, Audit: true}
		decide = Rule{Least: Reviewer, Own: true}
	)
	return map[string]Rule{
		"/grpc.health.v1.Health/Check":                                   public,
		"/grpc.health.v1.Health/List":                                    public,
		"/grpc.health.v1.Health/Watch":                                   public,
		"/grpc.reflection.v1.ServerReflection/ServerReflectionInfo":      public,
		"/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo": public,
		v1.IngestionService_PushInteractions_FullMethodName:              push,
		v1.IngestionService_StreamInteractions_FullMethodName:            push,
		v1.IngestionService_PushAccounts_FullMethodName:                  push,
		v1.IngestionService_PushLocations_FullMethodName:                 push,
		v1.IngestionService_PushCommercialRecords_FullMethodName:         push,
		v1.IngestionService_GetInteraction_FullMethodName:                view,
		v1.IngestionService_ListInteractions_FullMethodName:              view,
		v1.JourneyService_GetJourneyMap_FullMethodName:                   view,
		v1.JourneyService_ListUnmappedTouchpoints_FullMethodName:         view,
		v1.JourneyService_UpdateJourneyMap_FullMethodName:                change,
		v1.ClusterService_GetCluster_FullMethodName:                      view,
		v1.ClusterService_ListClusters_FullMethodName:                    view,
		v1.ClusterService_ListMentions_FullMethodName:                    view,
		v1.ClusterService_ListReadingMembers_FullMethodName:              view,
		v1.ClusterService_GetClusterTrend_FullMethodName:                 view,
		v1.ClusterService_GetReorderConversion_FullMethodName:            view,
		v1.ClusterService_GetCoverage_FullMethodName:                     view,
		v1.ClusterService_ListExposedAccounts_FullMethodName:             view,
		v1.ClusterService_ExportExposedAccounts_FullMethodName:           export,
		v1.ClusterService_ExplainMention_FullMethodName:                  view,
		v1.ClusterService_GetClusterCohesion_FullMethodName:              view,
		v1.ClusterService_ListClusterEvents_FullMethodName:               view,
		v1.ClusterService_GetMention_FullMethodName:                      view,
		v1.ClusterService_MergeClusters_FullMethodName:                   decide,
		v1.ClusterService_SplitCluster_FullMethodName:                    decide,
		v1.ClusterService_MoveMentions_FullMethodName:                    decide,
		v1.ClusterService_RenameCluster_FullMethodName:                   decide,
		v1.ReviewService_ListReviewItems_FullMethodName:                  view,
		v1.ReviewService_GetReviewItem_FullMethodName:                    view,
		v1.ReviewService_DecideReviewItem_FullMethodName:                 decide,
		v1.ReviewService_BatchDecide_FullMethodName:                      decide,
		v1.ReviewService_ListSimilarMentions_FullMethodName:              view,
		v1.ReviewService_PreviewDecision_FullMethodName:                  view,
		v1.ReviewService_GetDecision_FullMethodName:                      view,
		v1.ReviewService_ListDecisions_FullMethodName:                    view,
		v1.ReviewService_UndoDecision_FullMethodName:                     decide,
		v1.ReviewService_ProposeDecision_FullMethodName:                  decide,
		v1.ReviewService_GetDecisionProposal_FullMethodName:              view,
		v1.ReviewService_ListDecisionProposals_FullMethodName:            view,
		v1.ReviewService_ApproveDecisionProposal_FullMethodName:          decide,
		v1.ReviewService_DeclineDecisionProposal_FullMethodName:          decide,
		v1.ReviewService_GetReviewAgreement_FullMethodName:               view,
		v1.ReviewService_GetReviewSettings_FullMethodName:                view,
		v1.ReviewService_StartRereading_FullMethodName:                   change,
		v1.ReviewService_GetRereading_FullMethodName:                     view,
		v1.ReviewService_ListRereadings_FullMethodName:                   view,
		v1.ReviewService_PreviewRereading_FullMethodName:                 view,
		v1.ReviewService_ApplyRereading_FullMethodName:                   change,
		v1.ReviewService_DiscardRereading_FullMethodName:                 change,
		v1.ReviewService_UpdateReviewSettings_FullMethodName:             change,
		v1.ReviewService_GetCalibration_FullMethodName:                   view,
		v1.ReviewService_ProposeRecalibration_FullMethodName:             view,
		v1.ReviewService_ApplyRecalibration_FullMethodName:               {Least: Admin, Own: true},
		v1.ReviewService_RevertCalibration_FullMethodName:                {Least: Admin, Own: true},
		v1.AlertService_GetAlert_FullMethodName:                          view,
		v1.AlertService_ListAlerts_FullMethodName:                        view,
		v1.AlertService_WatchAlerts_FullMethodName:                       view,
		v1.AlertService_ListAlertChanges_FullMethodName:                  view,
		v1.AlertService_ListNearThreshold_FullMethodName:                 view,
		v1.AlertService_ListCostlyBreaks_FullMethodName:                  view,
		v1.AlertService_AcknowledgeAlert_FullMethodName:                  decide,
		v1.AlertService_SnoozeAlert_FullMethodName:                       decide,
		v1.AlertService_UnsnoozeAlert_FullMethodName:                     decide,
		v1.AlertService_ResolveAlert_FullMethodName:                      decide,
		v1.AlertService_ReopenAlert_FullMethodName:                       decide,
		v1.AlertService_JudgeHistory_FullMethodName:                      decide,
		v1.AlertService_ExplainAlert_FullMethodName:                      view,
		v1.AlertService_ExplainCluster_FullMethodName:                    view,
		v1.AlertService_CreateFix_FullMethodName:                         record,
		v1.AlertService_ListFixes_FullMethodName:                         view,
		v1.AlertService_GetFixEffect_FullMethodName:                      view,
		v1.RoutingService_GetDestination_FullMethodName:                  view,
		v1.RoutingService_ListDestinations_FullMethodName:                view,
		v1.RoutingService_CreateDestination_FullMethodName:               change,
		v1.RoutingService_UpdateDestination_FullMethodName:               change,
		v1.RoutingService_DeleteDestination_FullMethodName:               change,
		v1.RoutingService_TestDestination_FullMethodName:                 change,
		v1.RoutingService_RotateDestinationSecret_FullMethodName:         change,
		v1.RoutingService_RedeliverDelivery_FullMethodName:               change,
		v1.RoutingService_RedeliverDeliveries_FullMethodName:             change,
		v1.AlertService_GetOwnership_FullMethodName:                      view,
		v1.AlertService_ListOwnershipEvents_FullMethodName:               view,
		v1.AlertService_AcceptOwnership_FullMethodName:                   decide,
		v1.AlertService_DeclineOwnership_FullMethodName:                  decide,
		v1.AlertService_ProposeOwner_FullMethodName:                      decide,
		v1.AlertService_HandOverOwnership_FullMethodName:                 decide,
		v1.AlertService_AssignPerson_FullMethodName:                      decide,
		v1.JourneyService_PreviewOwners_FullMethodName:                   view,
		v1.JourneyService_ListUnownedSeams_FullMethodName:                view,
		v1.JourneyService_DeleteTeam_FullMethodName:                      change,
		v1.RoutingService_PreviewRoute_FullMethodName:                    view,
		v1.RoutingService_GetPlaybook_FullMethodName:                     view,
		v1.RoutingService_UpdatePlaybook_FullMethodName:                  change,
		v1.RoutingService_GetRoute_FullMethodName:                        view,
		v1.RoutingService_UpdateRoute_FullMethodName:                     change,
		v1.RoutingService_GetRoutingSettings_FullMethodName:              view,
		v1.RoutingService_UpdateRoutingSettings_FullMethodName:           change,
		v1.RoutingService_ListRoutes_FullMethodName:                      view,
		v1.RoutingService_CreateRoute_FullMethodName:                     change,
		v1.RoutingService_DeleteRoute_FullMethodName:                     change,
		v1.RoutingService_ListDeliveries_FullMethodName:                  view,
		v1.PolicyService_GetPolicy_FullMethodName:                        view,
		v1.PolicyService_UpdatePolicy_FullMethodName:                     change,
		v1.PolicyService_SimulatePolicy_FullMethodName:                   view,
		v1.AdminService_GetTenant_FullMethodName:                         view,
		v1.AdminService_UpdateTenant_FullMethodName:                      change,
		v1.AdminService_ListApiKeys_FullMethodName:                       see,
		v1.AdminService_CreateApiKey_FullMethodName:                      change,
		v1.AdminService_RevokeApiKey_FullMethodName:                      change,
	}
}

// Covers fails, and names the methods, when services have methods without a rule: nobody could
// call them, and that is a mistake to find when the server starts.
func (c *Chain) Covers(services map[string]grpc.ServiceInfo) error {
	var without []string
	for service, info := range services {
		for _, m := range info.Methods {
			if name := "/" + service + "/" + m.Name; c.options.Rules[name] == (Rule{}) {
				without = append(without, name)
			}
		}
	}
	if len(without) == 0 {
		return nil
	}
	sort.Strings(without)
	errs := make([]error, len(without))
	for i, name := range without {
		errs[i] = fmt.Errorf("no rule says who may call %s", name)
	}
	return errors.Join(errs...)
}
