package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// AuditEntry says who did what, and how it ended. Entries are only ever added.
type AuditEntry struct{ ent.Schema }

// Mixin of AuditEntry.
func (AuditEntry) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of AuditEntry.
func (AuditEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("audit_entries", nil)}
}

// Fields of AuditEntry.
func (AuditEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.String("actor").Immutable().Comment("the API key's resource name, or the process"),
		field.String("action").Immutable().Comment("the full method name"),
		field.String("resource").Immutable().Comment("the resource acted upon, or empty"),
		field.String("request_id").Immutable(),
		field.String("outcome").Immutable().Comment("the gRPC status code's name"),
		field.JSON("detail", json.RawMessage{}).Immutable().Annotations(emptyObject()),
	}
}

// Indexes of AuditEntry.
func (AuditEntry) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "created_at", "id")}
}

// RequestID remembers what a request with an id of the client's making did, so that the same
// request gets the first answer again.
type RequestID struct{ ent.Schema }

// Mixin of RequestID.
func (RequestID) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of RequestID.
func (RequestID) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("request_ids", nil)}
}

// Fields of RequestID.
func (RequestID) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("made by the client"),
		field.Bytes("request_hash").Immutable().Comment("of the method and the request; another one under the same id is refused"),
		field.UUID("resource_id", uuid.UUID{}).Immutable().Comment("what the request made"),
	}
}
