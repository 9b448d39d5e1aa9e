package intercept

import (
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// TestNoFieldOfAnyMethodReachesAnotherTenant sets, one after the other, every field of every
// request that could name a resource.
func TestNoFieldOfAnyMethodReachesAnotherTenant(t *testing.T) {
	c := &Chain{}
	covered := 0
	methods(func(name string, m protoreflect.MethodDescriptor) {
		kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Input().FullName())
		if err != nil {
			t.Fatal(err)
		}
		before := covered
		setEach(kind.New(), true, func(request protoreflect.Message, value func(string)) {
			covered++
			for _, foreign := range []string{"tenants/other", "tenants/other/alerts/1", "tenants/acme2", "tenants/acm", "tenants/-", "acme", "/tenants/acme", "tenants/acme\x00"} {
				value(foreign)
				if _, err := c.checkTenant("acme", request.Interface()); err == nil {
					t.Errorf("%s: %v passes", name, request.Interface())
				}
			}
			for _, own := range []string{"tenants/acme", "tenants/acme/alerts/1", ""} {
				value(own)
				if _, err := c.checkTenant("acme", request.Interface()); err != nil {
					t.Errorf("%s: %v is refused", name, request.Interface())
				}
			}
		})
		if covered == before {
			t.Errorf("%s: its request names no resource, so that no tenant can be checked", name)
		}
	})
	if covered < 30 {
		t.Errorf("only %d fields were found", covered)
	}
}

// setEach finds fields by the proto's annotations alone, and gives f a way to set each.
func setEach(m protoreflect.Message, top bool, f func(request protoreflect.Message, set func(string))) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		behaviours, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
		output, identifier := false, false
		for _, b := range behaviours {
			output = output || b == annotations.FieldBehavior_OUTPUT_ONLY
			identifier = identifier || b == annotations.FieldBehavior_IDENTIFIER
		}
		refers := proto.HasExtension(field.Options(), annotations.E_ResourceReference)
		switch {
		case output:
		case field.Kind() == protoreflect.StringKind && !field.IsList() && (refers || identifier):
			f(m, func(v string) { m.Set(field, protoreflect.ValueOfString(v)) })
		case field.Message() != nil && !field.IsMap() && !field.IsList() && top:
			setEach(m.Mutable(field).Message(), false, func(_ protoreflect.Message, set func(string)) { f(m, set) })
			m.Clear(field)
		}
	}
}

func TestForeignAndMissingLookTheSame(t *testing.T) {
	s := start(t, Options{})
	s.get = nil
	foreign := func(name string) *v1.GetAlertRequest { return &v1.GetAlertRequest{Name: name} }
	_, err := s.alerts().GetAlert(as(t, "viewer"), foreign("tenants/other/alerts/0198c0de-0000-5000-8000-000000000001"))
	other := expect(t, err, codes.NotFound, "RESOURCE_NOT_FOUND")
	s.get = missing
	_, err = s.alerts().GetAlert(as(t, "viewer"), foreign(alert))
	if none := expect(t, err, codes.NotFound, "RESOURCE_NOT_FOUND"); none.Message() != other.Message() || len(none.Details()) != len(other.Details()) {
		t.Errorf("%v differs from %v", none, other)
	}
}

func TestStreamsAreCheckedMessageByMessage(t *testing.T) {
	s := start(t, Options{})
	stream, err := s.ingestion().StreamInteractions(as(t, "ingester"))
	if err != nil {
		t.Fatal(err)
	}
	for _, parent := range []string{"tenants/acme", "", "tenants/other"} {
		if err := stream.Send(&v1.StreamInteractionsRequest{Parent: parent, Interactions: []*v1.Interaction{{}}}); err != nil {
			t.Fatal(err)
		}
	}
	_, err = stream.CloseAndRecv()
	expect(t, err, codes.NotFound, "RESOURCE_NOT_FOUND")
}

func TestNamesOfThingsAreNoResources(t *testing.T) {
	c := &Chain{}
	m := &v1.UpdateJourneyMapRequest{JourneyMap: &v1.JourneyMap{
		Name: "tenants/acme/journeyMap", Touchpoints: []*v1.Touchpoint{{Id: "web", DisplayName: "tenants/other or any other name"}},
	}}
	if first, err := c.checkTenant("acme", m); err != nil || first != "tenants/acme/journeyMap" {
		t.Error(first, err)
	}
	pushed := &v1.PushInteractionsRequest{Parent: "tenants/acme", Interactions: []*v1.Interaction{{Name: "tenants/other/interactions/1"}}}
	if _, err := c.checkTenant("acme", pushed); err != nil {
		t.Error("a field that is ignored costs the whole batch:", err)
	}
}
