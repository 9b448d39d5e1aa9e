package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"
)

// Stamped gives an entity the database's time at which the row was made.
type Stamped struct{ mixin.Schema }

// Fields of Stamped.
func (Stamped) Fields() []ent.Field {
	return []ent.Field{
		field.Time("created_at").Default(time.Now).Immutable().Annotations(now()),
	}
}

// Versioned gives an entity an etag: a token that changes with every change of the row.
type Versioned struct{ mixin.Schema }

// Fields of Versioned.
func (Versioned) Fields() []ent.Field {
	return []ent.Field{
		field.String("etag").NotEmpty().Comment("changes with every change of the row; compared before it is overwritten"),
		field.Time("updated_at").Default(time.Now).UpdateDefault(time.Now).Annotations(now()),
	}
}

// Sourced gives an entity that sources send again and again what tells a change from a repeat.
type Sourced struct{ mixin.Schema }

// Fields of Sourced.
func (Sourced) Fields() []ent.Field {
	return []ent.Field{
		field.JSON("attributes", map[string]string{}).Comment("everything else the source said").Annotations(emptyObject()),
		field.Bytes("content_hash").Comment("hash of the row as it came; an equal one means unchanged"),
		field.Time("updated_at").Default(time.Now).UpdateDefault(time.Now).Annotations(now()),
	}
}
