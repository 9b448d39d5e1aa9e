package schema

import (
	"encoding/json"
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Decision is what a person decided about mentions or clusters. It stays on record when it is
// undone.
type Decision struct{ ent.Schema }

// Mixin of Decision.
func (Decision) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Decision.
func (Decision) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("decisions", map[string]string{
		"decisions_kind":   oneOf("kind", "confirm", "move", "reject", "split", "merge", "rename", "hold"),
		"decisions_number": "number > 0",
		"decisions_undone": "(undone_at IS NULL) = (undone_by = '')",
	})}
}

// Fields of Decision.
func (Decision) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("version 7, made by the server"),
		field.Int64("number").Immutable().Comment("place in the order of the tenant's decisions, from 1"),
		field.String("kind").Immutable(),
		field.JSON("mentions", []uuid.UUID{}).Comment("a rereading gives a place another mention"),
		field.UUID("cluster_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the cluster that it names"),
		field.JSON("clusters", []uuid.UUID{}).Immutable().Comment("the clusters that it merges"),
		field.String("title").Immutable().Comment("the title that it gives"),
		field.String("actor").Immutable().Comment("the API key's resource name"),
		field.String("reason").Immutable().Comment("in the person's words; may be empty"),
		field.Time("at").Immutable(),
		field.JSON("placed", []uuid.UUID{}).Comment("where each of its mentions was afterwards; the nil id for none"),
		field.JSON("kept", []uuid.UUID{}).Comment("of a merger: the mentions that the survivor had before"),
		field.JSON("events", json.RawMessage{}).Comment("what it did, in order: what undoing it needs"),
		field.Time("undone_at").Optional().Nillable(),
		field.String("undone_by").Default("").Comment("the API key that undid it"),
		field.String("undone_reason").Default(""),
	}
}

// Indexes of Decision.
func (Decision) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "number").Unique(), index.Fields("tenant_id", "at", "id")}
}

// DecisionProposal is a decision that one reviewer proposes, for another to approve.
type DecisionProposal struct{ ent.Schema }

// Mixin of DecisionProposal.
func (DecisionProposal) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of DecisionProposal.
func (DecisionProposal) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("decision_proposals", map[string]string{
		"decision_proposals_kind":     oneOf("kind", "confirm", "move", "reject", "split", "merge", "rename", "hold"),
		"decision_proposals_state":    oneOf("state", "open", "approved", "declined", "withdrawn"),
		"decision_proposals_answered": "(state = 'open') = (reviewed_at IS NULL) AND (state = 'open') = (reviewer = '')",
		"decision_proposals_decided":  "(state = 'approved') = (decision_id IS NOT NULL)",
		"decision_proposals_second":   "(state = 'withdrawn') = (reviewer = proposer)",
	})}
}

// Fields of DecisionProposal.
func (DecisionProposal) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("version 7, made by the server"),
		field.String("kind").Immutable(),
		field.JSON("mentions", []uuid.UUID{}).Immutable(),
		field.UUID("cluster_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the cluster that it names"),
		field.JSON("clusters", []uuid.UUID{}).Immutable().Comment("the clusters that it merges"),
		field.String("title").Immutable().Comment("the title that it gives"),
		field.JSON("expected", json.RawMessage{}).Immutable().Comment("etags of what it names, as it was when it was proposed"),
		field.String("proposer").Immutable().Comment("the API key's resource name"),
		field.String("reason").Immutable().Comment("in the proposer's words; may be empty"),
		field.Time("at").Immutable(),
		field.String("state").Default("open"),
		field.String("reviewer").Default("").Comment("the API key that answered it"),
		field.String("review_reason").Default(""),
		field.Time("reviewed_at").Optional().Nillable(),
		field.UUID("decision_id", uuid.UUID{}).Optional().Nillable().Comment("the decision that came of it"),
	}
}

// Edges of DecisionProposal.
func (DecisionProposal) Edges() []ent.Edge {
	return []ent.Edge{edge.To("decision", Decision.Type).Field("decision_id").Unique()}
}

// Indexes of DecisionProposal.
func (DecisionProposal) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "at", "id")}
}

// Opinion is what one reviewer says of a held mention while the tenant asks for two.
type Opinion struct{ ent.Schema }

// Mixin of Opinion.
func (Opinion) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Opinion.
func (Opinion) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("opinions", map[string]string{
		"opinions_kind": oneOf("kind", "confirm", "move", "reject", "hold"),
	})}
}

// Fields of Opinion.
func (Opinion) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("version 7, made by the server"),
		field.UUID("mention_id", uuid.UUID{}).Immutable(),
		field.String("kind").Immutable(),
		field.UUID("cluster_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("where the mention belongs, when the kind says so"),
		field.String("actor").Immutable().Comment("the API key's resource name"),
		field.String("reason").Immutable(),
		field.Time("at").Default(time.Now).Immutable().Annotations(now()),
	}
}

// Edges of Opinion.
func (Opinion) Edges() []ent.Edge {
	return []ent.Edge{edge.To("cluster", Cluster.Type).Field("cluster_id").Unique().Immutable()}
}

// Indexes of Opinion.
func (Opinion) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "mention_id", "actor").Unique()}
}
