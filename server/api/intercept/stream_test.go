package intercept

import (
	"errors"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

func TestFieldsThatAreWrongAreNamed(t *testing.T) {
	s := start(t, Options{})
	_, err := s.alerts().ListAlerts(as(t, "viewer"), &v1.ListAlertsRequest{Parent: "acme", PageSize: -1})
	bad := expect(t, err, codes.InvalidArgument, "FIELD_INVALID")
	var fields []string
	for _, d := range bad.Details() {
		if b, ok := d.(*errdetails.BadRequest); ok {
			for _, v := range b.GetFieldViolations() {
				fields = append(fields, v.GetField()+" "+v.GetReason())
				if v.GetDescription() == "" {
					t.Errorf("%v", v)
				}
			}
		}
	}
	if got := strings.Join(fields, ", "); got != "parent string.pattern, page_size int32.gte_lte" {
		t.Errorf("violations: %s", got)
	}
	if !strings.Contains(bad.Message(), "page_size: ") {
		t.Errorf("message %q", bad.Message())
	}
}

// TestOneBadItemDoesNotCostTheBatch: items are judged one by one by their handler.
func TestOneBadItemDoesNotCostTheBatch(t *testing.T) {
	s := start(t, Options{})
	items := []*v1.Interaction{{}, {SourceSystem: "UPPER CASE", Turns: []*v1.Turn{{Text: "\xff\x00"}}}}
	reply, err := s.ingestion().PushInteractions(as(t, "ingester"), &v1.PushInteractionsRequest{Parent: "tenants/acme", Interactions: items})
	if err != nil || reply.GetCounts().GetAccepted() != 2 {
		t.Errorf("%v, %v", reply, err)
	}
	_, err = s.ingestion().PushInteractions(as(t, "ingester"), &v1.PushInteractionsRequest{Parent: "tenants/acme"})
	expect(t, err, codes.InvalidArgument, "FIELD_INVALID") // the batch itself
}

func TestEveryMessageOfAStreamIsValidated(t *testing.T) {
	s := start(t, Options{})
	stream, err := s.ingestion().StreamInteractions(as(t, "ingester"))
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.Send(&v1.StreamInteractionsRequest{Parent: "tenants/acme", Interactions: []*v1.Interaction{{}}}); err != nil {
		t.Fatal(err)
	}
	_ = stream.Send(&v1.StreamInteractionsRequest{}) // an empty batch
	_, err = stream.CloseAndRecv()
	expect(t, err, codes.InvalidArgument, "FIELD_INVALID")
}

// TestManyViolationsMakeAShortMessage: the details name all of them.
func TestManyViolationsMakeAShortMessage(t *testing.T) {
	err := Invalid(Violation{Field: "a"}, Violation{Field: "b"}, Violation{Field: "c"}, Violation{Field: "d"}, Violation{Field: "e"})
	if !strings.HasSuffix(err.Error(), "c: ; and 2 more") {
		t.Error(err)
	}
}

func TestWhatIsNoErrorOfReadingKeepsItsReason(t *testing.T) {
	for _, err := range []error{NotFound(), errors.New("x")} {
		if !errors.Is(received(err), err) || reasonOf(received(err)) != reasonOf(err) {
			t.Errorf("%v became %v", err, received(err))
		}
	}
	if got := WithMetadata(errors.New("x"), "k", "v"); got.Error() != "x" {
		t.Error(got)
	}
}
