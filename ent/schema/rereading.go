package schema

import (
	"encoding/json"
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Rereading is one reading of a tenant's whole history by another model, beside what is live.
type Rereading struct{ ent.Schema }

// Mixin of Rereading.
func (Rereading) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Rereading.
func (Rereading) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("rereadings", map[string]string{
		"rereadings_state": oneOf("state", "reading", "ready", "applied", "discarded"),
		"rereadings_ended": "(ended_at IS NULL) = (state IN ('reading', 'ready'))",
	})}
}

// Fields of Rereading.
func (Rereading) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("version 7, made by the server"),
		field.String("model").Immutable().Comment("version of the model that reads"),
		field.String("state"),
		field.UUID("cursor", uuid.UUID{}).Comment("interactions up to this id were looked at; the nil id at first"),
		field.Int64("total").Immutable().Comment("interactions that there were at the start"),
		field.Int64("interactions").Default(0).Comment("interactions read so far"),
		field.Int64("mentions").Default(0).Comment("mentions found in them so far"),
		field.JSON("diff", json.RawMessage{}).Optional().Comment("what applying it changed; null before"),
		field.Time("ready_at").Optional().Nillable().Comment("when everything was read"),
		field.Time("ended_at").Optional().Nillable().Comment("when it was applied or discarded"),
	}
}

// Indexes of Rereading.
func (Rereading) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "created_at"),
		index.Fields("tenant_id").Unique().StorageKey("rereadings_open").Annotations(entsql.IndexWhere("ended_at IS NULL")),
	}
}

// RereadInteraction is what the tenant's open rereading found in one interaction. The rows go
// when it is applied or discarded.
type RereadInteraction struct{ ent.Schema }

// Mixin of RereadInteraction.
func (RereadInteraction) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}} }

// Annotations of RereadInteraction.
func (RereadInteraction) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("reread_interactions", nil)}
}

// Fields of RereadInteraction.
func (RereadInteraction) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).StorageKey("interaction_id").Immutable(),
		field.UUID("rereading_id", uuid.UUID{}).Immutable(),
		field.JSON("mentions", json.RawMessage{}).Immutable().Comment("best first; an empty list when nothing broke"),
	}
}

// Edges of RereadInteraction.
func (RereadInteraction) Edges() []ent.Edge {
	return []ent.Edge{edge.To("rereading", Rereading.Type).Field("rereading_id").Unique().Required().Immutable()}
}

// DueRereading says when a worker may read on in a tenant's history. It carries no row-level
// security, so that a worker finds the tenant here before it sets it; it holds a time only.
type DueRereading struct{ ent.Schema }

// Annotations of DueRereading.
func (DueRereading) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("due_rereadings", nil)}
}

// Fields of DueRereading.
func (DueRereading) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").StorageKey("tenant_id").NotEmpty().Immutable(),
		field.Time("due_at").Default(time.Now).Annotations(now()).Comment("by the database's clock; a claim moves it to the end of its lease"),
	}
}

// Indexes of DueRereading.
func (DueRereading) Indexes() []ent.Index { return []ent.Index{index.Fields("due_at")} }
