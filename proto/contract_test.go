// Package proto_test proves what the API's definitions promise.
package proto_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// methods calls f with every method of the API.
func methods(f func(protoreflect.MethodDescriptor)) {
	protoregistry.GlobalFiles.RangeFilesByPackage("throughline.v1", func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			all := file.Services().Get(i).Methods()
			for j := range all.Len() {
				f(all.Get(j))
			}
		}
		return true
	})
}

func TestEveryMethodHasAnAddressAndIsSafeToRepeat(t *testing.T) {
	methods(func(m protoreflect.MethodDescriptor) {
		options := m.Options().(*descriptorpb.MethodOptions)
		if !proto.HasExtension(options, annotations.E_Http) {
			t.Errorf("%s has no address at the HTTP door", m.FullName())
		}
		hasRequestID := m.Input().Fields().ByName("request_id") != nil
		if (options.GetIdempotencyLevel() == descriptorpb.MethodOptions_IDEMPOTENCY_UNKNOWN) != hasRequestID {
			t.Errorf("%s must either be idempotent or take a request_id", m.FullName())
		}
		reads := slices.ContainsFunc([]string{"Get", "List", "Watch", "Explain", "Preview", "Simulate", "ProposeRecalibration"}, func(verb string) bool {
			return strings.HasPrefix(string(m.Name()), verb)
		})
		if reads != (options.GetIdempotencyLevel() == descriptorpb.MethodOptions_NO_SIDE_EFFECTS) {
			t.Errorf("%s: only what reads has no side effects", m.FullName())
		}
	})
}

func TestEveryRequestSaysForWhomAndItsRulesCompile(t *testing.T) {
	methods(func(m protoreflect.MethodDescriptor) {
		empty := dynamicpb.NewMessage(m.Input())
		err := protovalidate.Validate(empty)
		var broken *protovalidate.ValidationError
		switch {
		case m.Name() == "StreamInteractions": // the parent may be left out after the first message
			if !errors.As(err, &broken) {
				t.Errorf("%s: %v", m.FullName(), err)
			}
		case !errors.As(err, &broken):
			t.Errorf("%s: an empty request gives %v, want violations", m.FullName(), err)
		case m.Name() == "SimulatePolicy": // the draft's own name says for whom
			if names(broken) != "policy" {
				t.Errorf("%s: an empty request breaks %s, want policy", m.FullName(), names(broken))
			}
		case m.Name() == "PreviewDecision" && strings.HasSuffix(names(broken), "parent"): // rules of a oneof come first
		case !strings.HasPrefix(names(broken), "parent") && !strings.HasPrefix(names(broken), "name") && !strings.Contains(string(m.Name()), "Update"):
			t.Errorf("%s: an empty request breaks %s, want the name or parent first", m.FullName(), names(broken))
		}
	})
}

func names(e *protovalidate.ValidationError) string {
	var out []string
	for _, v := range e.Violations {
		out = append(out, protovalidate.FieldPathString(v.Proto.GetField()))
	}
	return strings.Join(out, ",")
}

func TestEveryPageIsBounded(t *testing.T) {
	methods(func(m protoreflect.MethodDescriptor) {
		size := m.Input().Fields().ByName("page_size")
		if !strings.HasPrefix(string(m.Name()), "List") || m.Name() == "ListSimilarMentions" { // a ranking down to a cut-off
			return
		}
		if size == nil || m.Input().Fields().ByName("page_token") == nil || m.Output().Fields().ByName("next_page_token") == nil {
			t.Errorf("%s has no pages", m.FullName())
			return
		}
		for _, value := range []int32{-1, 501} {
			request := dynamicpb.NewMessage(m.Input())
			request.Set(size, protoreflect.ValueOfInt32(value))
			var broken *protovalidate.ValidationError
			if err := protovalidate.Validate(request); !errors.As(err, &broken) || !strings.Contains(names(broken), "page_size") {
				t.Errorf("%s: page_size %d gives %v", m.FullName(), value, err)
			}
		}
	})
}

// TestABadItemNeverCostsTheBatch is the promise of IngestionService: neither broken text nor
// broken rules of an item make the request invalid.
func TestABadItemNeverCostsTheBatch(t *testing.T) {
	bad := &throughlinev1.Interaction{
		ExternalId: "\xff", Attributes: map[string]string{"\xff": "\xfe"},
		Turns: []*throughlinev1.Turn{{Speaker: 99, Text: "a\xffb"}},
	}
	money := &throughlinev1.Money{Currency: "\xff"}
	for _, request := range []proto.Message{
		&throughlinev1.PushInteractionsRequest{Parent: "tenants/retail", Interactions: []*throughlinev1.Interaction{bad}},
		&throughlinev1.StreamInteractionsRequest{Interactions: []*throughlinev1.Interaction{bad}},
		&throughlinev1.PushAccountsRequest{Parent: "tenants/retail", Accounts: []*throughlinev1.Account{{AccountId: "\xff", AnnualValue: money}}},
		&throughlinev1.PushLocationsRequest{Parent: "tenants/retail", Locations: []*throughlinev1.Location{{LocationId: "\xff"}}},
		&throughlinev1.PushCommercialRecordsRequest{Parent: "tenants/retail", CommercialRecords: []*throughlinev1.CommercialRecord{{RecordId: "\xff", Amount: money}}},
	} {
		data, err := proto.Marshal(request)
		if err != nil {
			t.Errorf("%T cannot be sent: %v", request, err)
			continue
		}
		arrived := request.ProtoReflect().New().Interface()
		if err := proto.Unmarshal(data, arrived); err != nil || !proto.Equal(arrived, request) {
			t.Errorf("%T arrives as %v, %v", request, arrived, err)
		}
		if err := protovalidate.Validate(arrived); err != nil {
			t.Errorf("%T is refused for one item: %v", request, err)
		}
	}
	if err := protovalidate.Validate(bad); err == nil {
		t.Error("the item itself breaks no rule")
	}
}

func TestABatchIsBounded(t *testing.T) {
	for _, n := range []int{0, 1, 1000, 1001} {
		request := &throughlinev1.PushInteractionsRequest{Parent: "tenants/retail"}
		for range n {
			request.Interactions = append(request.Interactions, &throughlinev1.Interaction{})
		}
		if err := protovalidate.Validate(request); (err == nil) != (n == 1 || n == 1000) {
			t.Errorf("a batch of %d: %v", n, err)
		}
	}
}

func TestTenantNames(t *testing.T) {
	for parent, ok := range map[string]bool{
		"tenants/retail": true, "tenants/big-bank-2": true, "tenants/r2": true,
		"": false, "retail": false, "tenants/": false, "tenants/r": false, "tenants/2r": false, "tenants/Retail": false,
		"tenants/retail/": false, "tenants/retail/alerts": false, "tenants/-": false, "tenants/retail\n": false,
		"tenants/" + strings.Repeat("a", 39): true, "tenants/" + strings.Repeat("a", 40): false,
	} {
		if err := protovalidate.Validate(&throughlinev1.ListAlertsRequest{Parent: parent}); (err == nil) != ok {
			t.Errorf("parent %q: %v", parent, err)
		}
	}
}
