package conformance

import (
	"context"
	"strconv"

	"google.golang.org/grpc"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

type alerts struct {
	throughlinev1.UnimplementedAlertServiceServer
	*fixture
}

func (a alerts) GetAlert(ctx context.Context, req *throughlinev1.GetAlertRequest) (*throughlinev1.Alert, error) {
	return answer(ctx, a.fixture, "GetAlert", req, func(req *throughlinev1.GetAlertRequest) (*throughlinev1.Alert, error) {
		return &throughlinev1.Alert{Name: req.GetName()}, nil
	})
}

// ListAlerts answers with pages of page_size alerts; tokens are positions.
func (a alerts) ListAlerts(ctx context.Context, req *throughlinev1.ListAlertsRequest) (*throughlinev1.ListAlertsResponse, error) {
	a.mu.Lock()
	a.seen.pages = append(a.seen.pages, req.GetPageToken())
	a.mu.Unlock()
	return answer(ctx, a.fixture, "ListAlerts", req, func(req *throughlinev1.ListAlertsRequest) (*throughlinev1.ListAlertsResponse, error) {
		total := a.scenario.Server.Alerts
		start, _ := strconv.Atoi(req.GetPageToken()) // "" is 0
		end := total
		if size := int(req.GetPageSize()); size > 0 {
			end = min(start+size, total)
		}
		response := &throughlinev1.ListAlertsResponse{}
		for i := start; i < end; i++ {
			response.Alerts = append(response.Alerts, &throughlinev1.Alert{Name: alertName(i)})
		}
		if end < total {
			response.NextPageToken = strconv.Itoa(end)
		}
		return response, nil
	})
}

func (a alerts) WatchAlerts(req *throughlinev1.WatchAlertsRequest, stream grpc.ServerStreamingServer[throughlinev1.WatchAlertsResponse]) error {
	a.note(stream.Context(), "WatchAlerts", req)
	a.mu.Lock()
	n := len(a.seen.resumed)
	a.seen.resumed = append(a.seen.resumed, req.GetResumeToken())
	a.mu.Unlock()
	scripts := a.scenario.Server.Watches
	script := scripts[min(n, len(scripts)-1)]
	for _, m := range script.Messages {
		if err := stream.Send(m.response()); err != nil {
			return err
		}
	}
	return a.strike(stream.Context(), script.End)
}

func (m Message) response() *throughlinev1.WatchAlertsResponse {
	r := &throughlinev1.WatchAlertsResponse{ResumeToken: m.Token}
	if m.Alert == "" {
		r.Event = &throughlinev1.WatchAlertsResponse_Heartbeat{Heartbeat: &throughlinev1.Heartbeat{}}
		return r
	}
	r.Event = &throughlinev1.WatchAlertsResponse_AlertEvent{AlertEvent: &throughlinev1.AlertEvent{
		Alert: &throughlinev1.Alert{Name: m.Alert}, Change: &throughlinev1.AlertChange{Number: m.Number},
	}}
	return r
}

type ingestion struct {
	throughlinev1.UnimplementedIngestionServiceServer
	*fixture
}

func (i ingestion) PushInteractions(ctx context.Context, req *throughlinev1.PushInteractionsRequest) (*throughlinev1.PushInteractionsResponse, error) {
	i.mu.Lock()
	i.seen.batches = append(i.seen.batches, len(req.GetInteractions()))
	i.mu.Unlock()
	if most := i.scenario.Server.LargestBatch; most > 0 && len(req.GetInteractions()) > most {
		return nil, Status{Code: "RESOURCE_EXHAUSTED", Message: "the request is too large", Reason: "REQUEST_TOO_LARGE"}.err()
	}
	return answer(ctx, i.fixture, "PushInteractions", req, i.store)
}

func (i ingestion) store(req *throughlinev1.PushInteractionsRequest) (*throughlinev1.PushInteractionsResponse, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	response := &throughlinev1.PushInteractionsResponse{Counts: &throughlinev1.PushCounts{}}
	for index, item := range req.GetInteractions() {
		result := &throughlinev1.PushResult{Index: int32(index), Id: item.GetExternalId()}
		switch {
		case len(item.GetTurns()) == 0:
			result.Status = throughlinev1.PushStatus_PUSH_STATUS_REJECTED
			result.Violations = []*throughlinev1.ItemViolation{{
				Field: "turns", Reason: throughlinev1.ViolationReason_VIOLATION_REASON_MISSING, Description: "turns is empty; at least one turn is needed",
			}}
			response.Counts.Rejected++
		case i.seen.stored[item.GetExternalId()]:
			result.Status = throughlinev1.PushStatus_PUSH_STATUS_DUPLICATE
			response.Counts.Duplicate++
		default:
			i.seen.stored[item.GetExternalId()] = true
			result.Status = throughlinev1.PushStatus_PUSH_STATUS_ACCEPTED
			response.Counts.Accepted++
		}
		response.Results = append(response.Results, result)
	}
	return response, nil
}

type policy struct {
	throughlinev1.UnimplementedPolicyServiceServer
	*fixture
}

func (p policy) UpdatePolicy(ctx context.Context, req *throughlinev1.UpdatePolicyRequest) (*throughlinev1.Policy, error) {
	return answer(ctx, p.fixture, "UpdatePolicy", req, func(req *throughlinev1.UpdatePolicyRequest) (*throughlinev1.Policy, error) {
		return req.GetPolicy(), nil
	})
}

type admin struct {
	throughlinev1.UnimplementedAdminServiceServer
	*fixture
}

func (a admin) CreateApiKey(ctx context.Context, req *throughlinev1.CreateApiKeyRequest) (*throughlinev1.ApiKey, error) {
	return answer(ctx, a.fixture, "CreateApiKey", req, func(*throughlinev1.CreateApiKeyRequest) (*throughlinev1.ApiKey, error) {
		return &throughlinev1.ApiKey{}, nil
	})
}
