package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Fix is a change that a team shipped at a seam. What was recorded stays.
type Fix struct{ ent.Schema }

// Mixin of Fix.
func (Fix) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Fix.
func (Fix) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("fixes", map[string]string{
		"fixes_seam": "from_touchpoint <> '' AND to_touchpoint <> ''",
	})}
}

// Fields of Fix.
func (Fix) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.String("from_touchpoint").Immutable(),
		field.String("to_touchpoint").Immutable(),
		field.String("failure_mode").Immutable().Comment("empty when not known"),
		field.Time("shipped_at").Immutable(),
		field.JSON("locations", []string{}).Immutable().Comment("the only ones that got it; empty for everywhere"),
		field.JSON("channels", []string{}).Immutable().Comment("the only ones that got it; empty for all"),
		field.String("note").Immutable(),
		field.String("actor").Immutable().Comment("who recorded it: the name of an API key"),
	}
}

// Indexes of Fix.
func (Fix) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "shipped_at", "id")}
}
