package intercept

import (
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// NotFound is the error for a resource that the caller's tenant does not have. Handlers use it
// too, so that nobody can tell a resource of another tenant from one that never was.
func NotFound() error {
	return Errorf(codes.NotFound, throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_NOT_FOUND, "there is no such resource")
}

// plan lists where a message type holds names of resources.
type plan struct {
	names    []protoreflect.FieldDescriptor // string fields
	messages []branch                       // fields whose messages hold names
}

type branch struct {
	field protoreflect.FieldDescriptor
	plan  *plan
}

// checkTenant returns NotFound unless every resource name in message is of the tenant, and
// returns the first name. Empty names are left to validation.
func (c *Chain) checkTenant(tenant string, message proto.Message) (first string, err error) {
	m := message.ProtoReflect()
	known, ok := c.tenancy.Load(m.Descriptor().FullName())
	if !ok {
		known, _ = c.tenancy.LoadOrStore(m.Descriptor().FullName(), planOf(m.Descriptor()))
	}
	foreign := false
	known.(*plan).each(m, func(name string) {
		if first == "" {
			first = name
		}
		if name == "" { // chosen in a oneof, and left empty
			return
		}
		rest, ours := strings.CutPrefix(name, "tenants/"+tenant)
		foreign = foreign || !ours || rest != "" && rest[0] != '/'
	})
	if foreign {
		return first, NotFound()
	}
	return first, nil
}

// each calls f with every name that is set.
func (p *plan) each(m protoreflect.Message, f func(string)) {
	for _, field := range p.names {
		if !m.Has(field) {
			continue
		}
		if !field.IsList() {
			f(m.Get(field).String())
			continue
		}
		for list, i := m.Get(field).List(), 0; i < list.Len(); i++ {
			f(list.Get(i).String())
		}
	}
	for _, b := range p.messages {
		if !m.Has(b.field) {
			continue
		}
		if !b.field.IsList() {
			b.plan.each(m.Get(b.field).Message(), f)
			continue
		}
		for list, i := m.Get(b.field).List(), 0; i < list.Len(); i++ {
			b.plan.each(list.Get(i).Message(), f)
		}
	}
}

// planOf finds the names in a request type.
func planOf(request protoreflect.MessageDescriptor) *plan {
	return planner{}.plan(request, true)
}

// planner keeps the plans of types on the way, as types may hold themselves.
type planner map[protoreflect.FullName]*plan

func (seen planner) plan(message protoreflect.MessageDescriptor, request bool) *plan {
	if p, ok := seen[message.FullName()]; ok {
		return p
	}
	p := &plan{}
	seen[message.FullName()] = p
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		switch {
		case field.IsMap() || outputOnly(field):
			// A map holds no names in this API; what clients cannot set is ignored where it arrives.
		case field.Kind() == protoreflect.StringKind && isName(field, request):
			p.names = append(p.names, field)
		case field.Message() != nil:
			if inner := seen.plan(field.Message(), false); inner.holdsNames() {
				p.messages = append(p.messages, branch{field, inner})
			}
		}
	}
	return p
}

func (p *plan) holdsNames() bool { return len(p.names)+len(p.messages) > 0 }

// isName reports whether a string field holds the name of a resource: it refers to one, it is a
// resource's own name, or it is what AIP requests call theirs. Other fields called "name" hold
// what people call a thing.
func isName(field protoreflect.FieldDescriptor, request bool) bool {
	if proto.HasExtension(field.Options(), annotations.E_ResourceReference) {
		return true
	}
	switch field.Name() {
	case "name":
		return request || proto.HasExtension(field.Parent().Options(), annotations.E_Resource)
	case "parent", "tenant":
		return request
	}
	return false
}

func outputOnly(field protoreflect.FieldDescriptor) bool {
	behaviours, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	for _, b := range behaviours {
		if b == annotations.FieldBehavior_OUTPUT_ONLY {
			return true
		}
	}
	return false
}
