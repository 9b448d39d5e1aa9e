package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Ownership is who holds one slot of an alert now, and who is asked to.
type Ownership struct{ ent.Schema }

// Mixin of Ownership.
func (Ownership) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}, Versioned{}} }

// Annotations of Ownership.
func (Ownership) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("ownerships", map[string]string{
		"ownerships_slot":  oneOf("slot", "accountable", "contributing"),
		"ownerships_state": oneOf("state", "asked", "accepted", "proposed", "handing_over"),
		"ownerships_team":  "team <> ''",
		"ownerships_asked": "(state IN ('proposed', 'handing_over')) = (asked_team <> '')",
	})}
}

// Fields of Ownership.
func (Ownership) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.UUID("alert_id", uuid.UUID{}).Immutable(),
		field.String("slot").Immutable(),
		field.String("team").Comment("holds the slot; never empty"),
		field.Bool("fallback").Comment("it holds the slot because nobody else does"),
		field.Bool("likely").Comment("proposed by the evidence; nobody confirmed it"),
		field.JSON("reasons", []string{}).Comment("why this team"),
		field.JSON("uncertain", []string{}).Comment("what could not be seen when it was proposed"),
		field.String("person").Comment("who of the team; may be empty"),
		field.String("state"),
		field.String("asked_team").Comment("who is asked to take the slot from the team; empty for nobody"),
		field.JSON("passed", []string{}).Comment("teams that declined it, or let its clock run out"),
		field.String("severity").Comment("of the alert's rule; decides the clock"),
		field.Time("since").Comment("when the team came to hold it"),
		field.Time("due_at").Optional().Nillable().Comment("when the clock runs out; null while none runs"),
		field.Time("remind_at").Optional().Nillable().Comment("when the team is reminded next; null while it is not"),
		field.Int64("number").Comment("number of its last event"),
	}
}

// Edges of Ownership.
func (Ownership) Edges() []ent.Edge {
	return []ent.Edge{edge.To("alert", Alert.Type).Field("alert_id").Unique().Required().Immutable()}
}

// Indexes of Ownership.
func (Ownership) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "alert_id", "slot").Unique(),
		index.Fields("tenant_id", "team"),
	}
}

// OwnershipEvent is one act about the ownership of an alert. Events are only ever added.
type OwnershipEvent struct{ ent.Schema }

// Mixin of OwnershipEvent.
func (OwnershipEvent) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of OwnershipEvent.
func (OwnershipEvent) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("ownership_events", map[string]string{
		"ownership_events_kind": oneOf("kind", "assign", "accept", "decline", "propose", "hand_over", "assign_person", "escalate", "lapse", "remind", "rehome"),
	})}
}

// Fields of OwnershipEvent.
func (OwnershipEvent) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("version 7, made by the server"),
		field.UUID("alert_id", uuid.UUID{}).Immutable(),
		field.String("slot").Immutable(),
		field.Int64("number").Immutable().Comment("1 for the slot's first, then without a gap"),
		field.String("kind").Immutable(),
		field.String("actor").Immutable().Comment("the API key's resource name, or the process"),
		field.String("team").Immutable().Comment("for which the actor speaks"),
		field.String("to_team").Immutable().Comment("that is asked because of it; empty for none"),
		field.String("person").Immutable(),
		field.String("reason").Immutable().Comment("in the person's words, or the rule's"),
		field.Time("at").Immutable(),
		field.String("state").Immutable().Comment("of the slot afterwards"),
		field.String("holder").Immutable().Comment("team that holds the slot afterwards"),
		field.String("from_touchpoint").Immutable().Comment("the seam of the alert then: what later alerts learn from"),
		field.String("to_touchpoint").Immutable(),
		field.String("failure_mode").Immutable(),
	}
}

// Edges of OwnershipEvent.
func (OwnershipEvent) Edges() []ent.Edge {
	return []ent.Edge{edge.To("alert", Alert.Type).Field("alert_id").Unique().Required().Immutable()}
}

// Indexes of OwnershipEvent.
func (OwnershipEvent) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "alert_id", "slot", "number").Unique(),
		index.Fields("tenant_id", "from_touchpoint", "to_touchpoint", "at"),
	}
}
