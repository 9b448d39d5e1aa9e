package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Destination is a place where a team is told of alerts.
type Destination struct{ ent.Schema }

// Mixin of Destination.
func (Destination) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}, Versioned{}} }

// Annotations of Destination.
func (Destination) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("destinations", map[string]string{
		"destinations_kind": oneOf("kind", "webhook", "slack", "teams", "email", "jira", "alertmanager"),
	})}
}

// Fields of Destination.
func (Destination) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.String("display_name"),
		field.String("kind").Immutable(),
		field.String("url").Sensitive().Comment("may hold a token, so it is never logged; empty of kinds that have no address"),
		field.JSON("config", json.RawMessage{}).Annotations(emptyObject()).Comment("settings of the kind's own, nothing secret"),
		field.Bytes("sealed_secrets").Sensitive().Comment("its secrets, the signing ones newest first, encrypted with the store's key"),
		field.Time("old_secrets_until").Optional().Nillable().Comment("when all signing secrets but the newest stop; null for never"),
		field.Time("paced_until").Optional().Nillable().Comment("by the database's clock: until when nothing more is sent, of kinds that want few messages"),
		field.Time("failing_since").Optional().Nillable().Comment("when it first failed after its last success; null while it works"),
		field.String("disabled_reason").Default("").Comment("why deliveries stopped; empty while they run"),
		field.Time("disabled_at").Optional().Nillable(),
	}
}

// Route tells a team's alerts to a destination.
type Route struct{ ent.Schema }

// Mixin of Route.
func (Route) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}, Versioned{}} }

// Annotations of Route.
func (Route) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("routes", map[string]string{
		"routes_seam": "(from_touchpoint = '') = (to_touchpoint = '')",
	})}
}

// Fields of Route.
func (Route) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.String("team").Comment("a team of the journey map"),
		field.String("display_name").Default(""),
		field.JSON("destinations", []string{}).Annotations(emptyList()).Comment("ids of where it leads, at least one"),
		field.String("from_touchpoint").Comment("only of this seam; both empty for all seams"),
		field.String("to_touchpoint"),
		field.JSON("states", []string{}).Comment("only when an alert comes to one of these; the default ones when empty"),
		field.JSON("conditions", json.RawMessage{}).Annotations(emptyObject()).Comment("what else an alert must be for it to lead anywhere"),
	}
}

// Delivery is one message about an alert to one destination of one team, and what became of it.
type Delivery struct{ ent.Schema }

// Mixin of Delivery.
func (Delivery) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Delivery.
func (Delivery) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("deliveries", map[string]string{
		"deliveries_state": oneOf("state", "pending", "delivered", "dead", "superseded"),
	})}
}

// Fields of Delivery.
func (Delivery) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("the message's stable id, sent with every attempt"),
		field.UUID("alert_id", uuid.UUID{}).Immutable(),
		field.Int64("change").Immutable().Comment("number of the alert's change that it tells of"),
		field.String("team").Immutable(),
		field.String("role").Immutable().Comment("why the team is told"),
		field.Bool("likely").Immutable().Comment("the team is proposed; nobody confirmed it"),
		field.UUID("destination_id", uuid.UUID{}).Immutable().Comment("the destination; it may be gone once nothing waits"),
		field.UUID("route_id", uuid.UUID{}).Immutable().Comment("the route that led there; it may be gone"),
		field.String("occasion").Default("").Immutable().Comment("why the team is told besides the change itself, with what tells it from others; empty for the change"),
		field.JSON("addition", json.RawMessage{}).Optional().Immutable().Comment("what the message says more than that of the change; null for nothing"),
		field.String("state").Default("pending"),
		field.Int16("attempts").Default(0).Comment("counted when an attempt is claimed, so that a crash counts too"),
		field.Time("next_attempt_at").Optional().Nillable().Annotations(now()).Comment("null once delivered or dead"),
		field.Time("last_attempt_at").Optional().Nillable(),
		field.Time("delivered_at").Optional().Nillable(),
		field.String("last_error").Default(""),
		field.Int16("last_status").Default(0).Comment("HTTP status of the last attempt; 0 when there was no answer"),
		field.UUID("superseded_by", uuid.UUID{}).Optional().Nillable().Comment("the delivery of a newer change that is sent in its place; null unless it is superseded"),
	}
}

// Edges of Delivery.
func (Delivery) Edges() []ent.Edge {
	return []ent.Edge{edge.To("alert", Alert.Type).Field("alert_id").Unique().Required().Immutable()}
}

// Indexes of Delivery.
func (Delivery) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "alert_id", "team", "destination_id", "change", "occasion").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "destination_id").Annotations(entsql.IndexWhere("state = 'pending'")),
	}
}

// DueDelivery says when a delivery is to be tried next. It carries no row-level security, so
// that a dispatcher finds the tenant here before it sets it; it holds ids and times only.
type DueDelivery struct{ ent.Schema }

// Mixin of DueDelivery.
func (DueDelivery) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}} }

// Annotations of DueDelivery.
func (DueDelivery) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("due_deliveries", nil)}
}

// Fields of DueDelivery.
func (DueDelivery) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).StorageKey("delivery_id").Immutable(),
		field.UUID("destination_id", uuid.UUID{}).Immutable(),
		field.Time("due_at").Annotations(now()).Comment("by the database's clock; a claim moves it to the end of its lease; infinity while the destination is disabled"),
		field.Time("leased_until").Optional().Nillable().Comment("end of the lease of whoever attempts it now"),
		field.UUID("waits_for", uuid.UUID{}).Optional().Nillable().Comment("a delivery about the same alert, to the same team and place, that is attempted now"),
	}
}

// Indexes of DueDelivery.
func (DueDelivery) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("due_at"),
		index.Fields("tenant_id", "waits_for").Annotations(entsql.IndexWhere("waits_for IS NOT NULL")),
	}
}

// Posting is what a destination shows a team of an alert, where it keeps one message true.
type Posting struct{ ent.Schema }

// Mixin of Posting.
func (Posting) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Posting.
func (Posting) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("postings", map[string]string{
		"postings_reference": "octet_length(reference) BETWEEN 1 AND 1000",
	})}
}

// Fields of Posting.
func (Posting) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.UUID("alert_id", uuid.UUID{}).Immutable(),
		field.String("team").Immutable(),
		field.UUID("destination_id", uuid.UUID{}).Immutable(),
		field.String("reference").Comment("finds it again at the destination; what it holds is the kind's own matter"),
		field.Int64("change").Comment("number of the alert's change that it shows"),
		field.Time("at").Comment("when it was last brought up to date"),
	}
}

// Edges of Posting.
func (Posting) Edges() []ent.Edge {
	return []ent.Edge{edge.To("alert", Alert.Type).Field("alert_id").Unique().Required().Immutable()}
}

// Indexes of Posting.
func (Posting) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "alert_id", "team", "destination_id").Unique(),
		index.Fields("tenant_id", "destination_id", "reference"),
	}
}

// HeldDelivery is a message that waits for the end of a team's quiet hours, or for its next
// digest, before it becomes a delivery.
type HeldDelivery struct{ ent.Schema }

// Mixin of HeldDelivery.
func (HeldDelivery) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of HeldDelivery.
func (HeldDelivery) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("held_deliveries", map[string]string{
		"held_deliveries_why": oneOf("why", "quiet_hours", "digest", "over_budget"),
	})}
}

// Fields of HeldDelivery.
func (HeldDelivery) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("what the delivery's own would have been"),
		field.UUID("alert_id", uuid.UUID{}).Immutable(),
		field.Int64("change").Immutable(),
		field.String("team").Immutable(),
		field.String("role").Immutable(),
		field.Bool("likely").Immutable(),
		field.UUID("destination_id", uuid.UUID{}).Immutable(),
		field.UUID("route_id", uuid.UUID{}).Immutable(),
		field.Time("until").Comment("when it is told, with whatever else waits for the same team and place by then"),
		field.String("why").Immutable(),
	}
}

// Edges of HeldDelivery.
func (HeldDelivery) Edges() []ent.Edge {
	return []ent.Edge{edge.To("alert", Alert.Type).Field("alert_id").Unique().Required().Immutable()}
}

// Indexes of HeldDelivery.
func (HeldDelivery) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "until")}
}
