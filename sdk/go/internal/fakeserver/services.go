package fakeserver

import (
	"context"
	"strconv"

	"google.golang.org/grpc"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// Watch is the script of one WatchAlerts call.
type Watch struct {
	Messages []*throughlinev1.WatchAlertsResponse // sent at once
	Err      error                                // ends the stream
	Hang     bool                                 // keeps the stream open and silent instead
}

type alerts struct {
	throughlinev1.UnimplementedAlertServiceServer
	server *Server
}

func (a alerts) GetAlert(_ context.Context, req *throughlinev1.GetAlertRequest) (*throughlinev1.Alert, error) {
	return &throughlinev1.Alert{Name: req.GetName()}, nil
}

// ListAlerts answers with pages of page_size alerts; tokens are positions.
func (a alerts) ListAlerts(_ context.Context, req *throughlinev1.ListAlertsRequest) (*throughlinev1.ListAlertsResponse, error) {
	start, _ := strconv.Atoi(req.GetPageToken())
	size := int(req.GetPageSize())
	if size == 0 {
		size = len(a.server.Alerts)
	}
	end := min(start+size, len(a.server.Alerts))
	response := &throughlinev1.ListAlertsResponse{Alerts: a.server.Alerts[start:end]}
	if end < len(a.server.Alerts) {
		response.NextPageToken = strconv.Itoa(end)
	}
	return response, nil
}

func (a alerts) WatchAlerts(req *throughlinev1.WatchAlertsRequest, stream grpc.ServerStreamingServer[throughlinev1.WatchAlertsResponse]) error {
	a.server.mu.Lock()
	n := len(a.server.watched)
	a.server.watched = append(a.server.watched, req)
	a.server.mu.Unlock()
	script := Watch{Hang: true}
	if scripts := a.server.Watches; len(scripts) > 0 {
		script = scripts[min(n, len(scripts)-1)]
	}
	for _, message := range script.Messages {
		if err := stream.Send(message); err != nil {
			return err
		}
	}
	if script.Hang {
		<-stream.Context().Done()
	}
	return script.Err
}

// Watched returns the requests of the WatchAlerts calls so far.
func (s *Server) Watched() []*throughlinev1.WatchAlertsRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*throughlinev1.WatchAlertsRequest(nil), s.watched...)
}

type ingestion struct {
	throughlinev1.UnimplementedIngestionServiceServer
}

// PushInteractions accepts everything but items without turns.
func (ingestion) PushInteractions(_ context.Context, req *throughlinev1.PushInteractionsRequest) (*throughlinev1.PushInteractionsResponse, error) {
	out := &throughlinev1.PushInteractionsResponse{Counts: &throughlinev1.PushCounts{}}
	for i, item := range req.GetInteractions() {
		result := &throughlinev1.PushResult{Index: int32(i), Id: item.GetExternalId(), Status: throughlinev1.PushStatus_PUSH_STATUS_ACCEPTED}
		out.Counts.Accepted++
		if len(item.GetTurns()) == 0 {
			result.Status = throughlinev1.PushStatus_PUSH_STATUS_REJECTED
			result.Violations = []*throughlinev1.ItemViolation{{
				Field: "turns", Reason: throughlinev1.ViolationReason_VIOLATION_REASON_MISSING, Description: "is empty; at least one turn is needed",
			}}
			out.Counts.Accepted--
			out.Counts.Rejected++
		}
		out.Results = append(out.Results, result)
	}
	return out, nil
}

// StreamInteractions counts batches and items.
func (ingestion) StreamInteractions(stream grpc.ClientStreamingServer[throughlinev1.StreamInteractionsRequest, throughlinev1.StreamInteractionsResponse]) error {
	out := &throughlinev1.StreamInteractionsResponse{Counts: &throughlinev1.PushCounts{}}
	for {
		batch, err := stream.Recv()
		if err != nil {
			return stream.SendAndClose(out) // io.EOF, or a stream that takes no answer any more
		}
		out.Batches++
		out.Counts.Accepted += int64(len(batch.GetInteractions()))
	}
}

func (ingestion) PushAccounts(_ context.Context, req *throughlinev1.PushAccountsRequest) (*throughlinev1.PushAccountsResponse, error) {
	return &throughlinev1.PushAccountsResponse{Counts: &throughlinev1.PushCounts{Updated: int64(len(req.GetAccounts()))}}, nil
}

func (ingestion) PushLocations(_ context.Context, req *throughlinev1.PushLocationsRequest) (*throughlinev1.PushLocationsResponse, error) {
	return &throughlinev1.PushLocationsResponse{Counts: &throughlinev1.PushCounts{Duplicate: int64(len(req.GetLocations()))}}, nil
}

func (ingestion) PushCommercialRecords(_ context.Context, req *throughlinev1.PushCommercialRecordsRequest) (*throughlinev1.PushCommercialRecordsResponse, error) {
	return &throughlinev1.PushCommercialRecordsResponse{Counts: &throughlinev1.PushCounts{Accepted: int64(len(req.GetCommercialRecords()))}}, nil
}

type policy struct {
	throughlinev1.UnimplementedPolicyServiceServer
}

// UpdatePolicy answers with what was sent.
func (policy) UpdatePolicy(_ context.Context, req *throughlinev1.UpdatePolicyRequest) (*throughlinev1.Policy, error) {
	return req.GetPolicy(), nil
}

type admin struct {
	throughlinev1.UnimplementedAdminServiceServer
}

// CreateApiKey answers with what was sent.
func (admin) CreateApiKey(_ context.Context, req *throughlinev1.CreateApiKeyRequest) (*throughlinev1.ApiKey, error) {
	return req.GetApiKey(), nil
}
