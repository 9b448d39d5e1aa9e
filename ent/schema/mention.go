package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Mention is one place in an interaction where the customer says that a handoff broke.
type Mention struct{ ent.Schema }

// Mixin of Mention.
func (Mention) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Mention.
func (Mention) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("mentions", map[string]string{
		"mentions_confidence": "confidence BETWEEN 0 AND 1",
		"mentions_status":     oneOf("status", "pending", "grouped", "held", "rejected"),
		"mentions_located":    oneOf("located", "both", "one", "none"),
		"mentions_quote":      "quote_start >= 0 AND quote_end = quote_start + octet_length(quote_text)",
		// The words cannot be changed without the hash, so a quote is what was stored that day.
		"mentions_quote_hash": "quote_hash = sha256(convert_to(quote_text, 'UTF8'))",
		"mentions_arrival":    "(status = 'pending') = (arrival IS NULL)",
	})}
}

// Fields of Mention.
func (Mention) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("version 5 of source system, external id and ordinal: the same in every replay"),
		field.UUID("interaction_id", uuid.UUID{}).Immutable(),
		field.Int16("ordinal").Immutable().Comment("place in the interaction's list, best first, from 0"),
		field.Float("confidence").Immutable(),
		field.Float("seam_confidence").Immutable(),
		field.JSON("distributions", json.RawMessage{}).Immutable().Comment("from, to, from_kind, to_kind and mode; names that the journey map lacks"),
		field.String("located").Immutable(),
		field.Int32("quote_turn").Immutable(),
		field.Int32("quote_start").Immutable().Comment("byte offset into the turn's stored text"),
		field.Int32("quote_end").Immutable(),
		field.String("quote_text").Immutable(),
		field.Bytes("quote_hash").Immutable().Comment("SHA-256 of quote_text"),
		// Written and read by package store only: ent cannot scan an array.
		field.JSON("vector", []float32{}).Immutable().SchemaType(map[string]string{dialect.Postgres: "real[]"}),
		field.String("model").Immutable().Comment("version of the model that found it"),
		field.String("assistant").Immutable().Default("").Comment("the language model that read the text as well; empty for none"),
		field.String("prompt").Immutable().Default("").Comment("version of the words that it was asked with"),
		field.String("status").Comment("pending: not seen by grouping yet; grouped: in a cluster; held: waits in none; rejected: no break, a person says").Default("pending"),
		field.Int64("arrival").Optional().Nillable().Comment("place, in the order of the tenant's events, of the one that first grouped it; later moves leave it"),
		field.Int64("revision").Default(0).Comment("the cursor's generation when it was last moved or decided about; 0 when it never was"),
		field.UUID("cluster_id", uuid.UUID{}).Optional().Nillable(),
		field.JSON("grouping", json.RawMessage{}).Optional().Comment("why it is where it is: what became of it, the fit, the reason in words"),
	}
}

// Edges of Mention.
func (Mention) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("interaction", Interaction.Type).Field("interaction_id").Unique().Required().Immutable(),
		edge.To("cluster", Cluster.Type).Field("cluster_id").Unique(),
	}
}

// Indexes of Mention.
func (Mention) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "interaction_id", "ordinal").Unique(),
		index.Fields("tenant_id", "arrival").Unique(),
		index.Fields("tenant_id", "cluster_id", "arrival"),
		index.Fields("tenant_id", "confidence", "id").StorageKey("mentions_held").Annotations(entsql.IndexWhere("status = 'held'")),
	}
}
