package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
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
