package api

import (
	"errors"
	"io"

	"google.golang.org/grpc"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
)

// maxStreamFailures is how many items that were not stored the answer to a stream names.
const maxStreamFailures = 1000

// StreamInteractions stores a stream of batches and answers once.
func (s *ingestionService) StreamInteractions(stream grpc.ClientStreamingServer[throughlinev1.StreamInteractionsRequest, throughlinev1.StreamInteractionsResponse]) error {
	answer := &throughlinev1.StreamInteractionsResponse{Counts: &throughlinev1.PushCounts{}}
	parent := ""
	for {
		r, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return stream.SendAndClose(answer)
		}
		if err != nil {
			return err
		}
		switch {
		case parent == "" && r.GetParent() == "":
			return invalidField("parent", journey.ReasonMissing, "must be given in the first message, such as tenants/acme")
		case parent == "":
			parent = r.GetParent()
		case r.GetParent() != "" && r.GetParent() != parent:
			return invalidField("parent", journey.ReasonMalformed, "must be the same in every message; leave it out after the first")
		}
		results, err := s.pushInteractions(stream.Context(), tenantOf(parent), r.GetInteractions())
		if err != nil {
			return err
		}
		addBatch(answer, results)
	}
}

func addBatch(answer *throughlinev1.StreamInteractionsResponse, results []*throughlinev1.PushResult) {
	counts := countResults(results)
	c := answer.Counts
	c.Accepted += counts.Accepted
	c.Duplicate += counts.Duplicate
	c.Conflict += counts.Conflict
	c.Rejected += counts.Rejected
	for _, r := range results {
		failed := r.GetStatus() == throughlinev1.PushStatus_PUSH_STATUS_CONFLICT || r.GetStatus() == throughlinev1.PushStatus_PUSH_STATUS_REJECTED
		if failed && len(answer.Failures) < maxStreamFailures {
			answer.Failures = append(answer.Failures, &throughlinev1.StreamResult{Batch: answer.Batches, Result: r})
		}
	}
	answer.Batches++
}
