package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Cluster is the mentions about the same break, across channels. How many they are is counted,
// not stored.
type Cluster struct{ ent.Schema }

// Mixin of Cluster.
func (Cluster) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Cluster.
func (Cluster) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("clusters", map[string]string{
		"clusters_consistency": "consistency BETWEEN 0 AND 1",
	})}
}

// Fields of Cluster.
func (Cluster) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("version 5 of the founding mention: permanent and never used again"),
		field.String("from_touchpoint").Comment("the seam that most of its members' mass gives; empty when unknown"),
		field.String("to_touchpoint"),
		field.String("failure_mode"),
		field.Float("consistency").Comment("mean probability that a member's distributions give the seam"),
		field.Bool("bounced").Comment("customers are sent back and forth: the seam's direction is how most tell it"),
		field.JSON("reading", json.RawMessage{}).Comment("what was last measured of it"),
		field.JSON("standing", json.RawMessage{}).Annotations(emptyObject()).Comment("the figures that it is compared with others by, of the same instant"),
		field.UUID("founded_by", uuid.UUID{}).Immutable().Comment("the mention that founded it"),
		field.Int64("born_sequence").Default(0).Comment("Sequence of the grouping event that made it: the order of birth"),
		field.UUID("merged_into", uuid.UUID{}).Optional().Nillable().Comment("the cluster that took its members over"),
		field.Time("retired_at").Optional().Nillable().Comment("instant at which it lost its last member; its id is never used again"),
		field.String("title").Default("").Comment("given by a person; empty when none was"),
		field.Int64("revision").Default(0).Comment("the cursor's generation when mentions last left it or were put into it by a decision or a merger, or when it was renamed"),
		field.Time("born_at").Immutable().Comment("instant of the evaluation that made it"),
		field.Time("changed_at").Comment("instant of the evaluation that last changed it"),
	}
}

// Indexes of Cluster.
func (Cluster) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "changed_at", "id")}
}

// ClusterEvent is one step of the clusters' lineage. Mentions that joined by themselves have none:
// where they went and why stands with them.
type ClusterEvent struct{ ent.Schema }

// Mixin of ClusterEvent.
func (ClusterEvent) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of ClusterEvent.
func (ClusterEvent) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("cluster_events", nil)}
}

// Fields of ClusterEvent.
func (ClusterEvent) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.UUID("cluster_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("where the mentions are afterwards; null for none"),
		field.UUID("from_cluster_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("where they were; null for none"),
		field.Time("at").Immutable().Comment("instant of the evaluation"),
		field.Int64("sequence").Default(0).Immutable().Comment("place in the order of the tenant's events, which joins count in too; 0 for what a rereading did before lineage had places"),
		field.String("kind").Immutable(),
		field.JSON("mentions", []uuid.UUID{}).Immutable().Annotations(emptyList()).Comment("in order of when they happened"),
		field.String("reason").Default("").Immutable().Comment("in words"),
		field.String("actor").Default("").Immutable().Comment("the API key that decided; empty for grouping itself"),
		field.UUID("decision_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the decision that it comes from or undoes"),
		field.JSON("detail", json.RawMessage{}).Immutable().Annotations(emptyObject()),
	}
}

// Edges of ClusterEvent.
func (ClusterEvent) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("cluster", Cluster.Type).Field("cluster_id").Unique().Immutable(),
		edge.To("from_cluster", Cluster.Type).Field("from_cluster_id").Unique().Immutable(),
	}
}

// Indexes of ClusterEvent.
func (ClusterEvent) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "cluster_id", "id"),
		index.Fields("tenant_id", "from_cluster_id", "id"),
	}
}
