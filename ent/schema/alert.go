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

// Alert is a cluster that came near a policy's thresholds or crossed them: its live state.
type Alert struct{ ent.Schema }

// Mixin of Alert.
func (Alert) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}, Versioned{}} }

// Annotations of Alert.
func (Alert) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("alerts", map[string]string{"alerts_change": "change > 0"})}
}

// Fields of Alert.
func (Alert) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("version 5 of the cluster: one alert a cluster"),
		field.UUID("cluster_id", uuid.UUID{}).Immutable(),
		field.String("state"),
		field.String("level").Default("").Comment("what the thresholds alone say; empty in rows from before there were levels, which had no other state"),
		field.JSON("handling", json.RawMessage{}).Annotations(emptyObject()).Comment("what people did about it that still holds"),
		field.JSON("reading", json.RawMessage{}).Comment("the reading at the last change"),
		field.JSON("evidence", json.RawMessage{}).Optional().Comment("what it last fired on, frozen; null when it never did"),
		field.Int64("change").Comment("number of the last change, from 1"),
		field.Time("opened_at").Immutable().Comment("instant of the first change"),
		field.Time("changed_at").Comment("instant of the last change"),
		field.Time("fired_at").Optional().Nillable().Comment("instant at which it first fired"),
	}
}

// Edges of Alert.
func (Alert) Edges() []ent.Edge {
	return []ent.Edge{edge.To("cluster", Cluster.Type).Field("cluster_id").Unique().Required().Immutable()}
}

// Indexes of Alert.
func (Alert) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "cluster_id").Unique(),
		index.Fields("tenant_id", "changed_at", "id"),
	}
}

// AlertChange is one change of an alert, with its inputs. Changes are only ever added.
//
// A watcher reads them in the order of (transaction, id) and only below the oldest running
// transaction: ids alone are handed out before commits land, and a reader of them skips rows.
type AlertChange struct{ ent.Schema }

// Mixin of AlertChange.
func (AlertChange) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of AlertChange.
func (AlertChange) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("alert_changes", nil)}
}

// Fields of AlertChange.
func (AlertChange) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.Int64("transaction").Immutable().Annotations(transactionID()).
			Comment("the full id of the transaction that added the row"),
		field.UUID("alert_id", uuid.UUID{}).Immutable(),
		field.Int64("number").Immutable().Comment("1 for the alert's first change, then without a gap"),
		field.Time("at").Immutable().Comment("instant of the evaluation"),
		field.String("previous_state").Immutable(),
		field.String("state").Immutable(),
		field.String("level").Default("").Immutable().Comment("after it; empty as in alerts"),
		field.JSON("handling", json.RawMessage{}).Immutable().Annotations(emptyObject()).Comment("after it"),
		field.String("action").Default("").Immutable().Comment("what a person did; empty when nobody did anything"),
		field.String("actor").Default("").Immutable().Comment("resource name of the API key of that person"),
		field.String("comment").Default("").Immutable().Comment("why, in that person's words, redacted"),
		field.String("reason").Immutable(),
		field.Int64("policy_version").Immutable(),
		field.JSON("outcome", json.RawMessage{}).Immutable().Comment("what the policy said of the reading"),
		field.JSON("reading", json.RawMessage{}).Immutable(),
		field.JSON("message", json.RawMessage{}).Immutable().Comment("what the teams are told of it"),
		field.JSON("unrouted", json.RawMessage{}).Immutable().Comment("the owners that no route reaches"),
	}
}

// Edges of AlertChange.
func (AlertChange) Edges() []ent.Edge {
	return []ent.Edge{edge.To("alert", Alert.Type).Field("alert_id").Unique().Required().Immutable()}
}

// Indexes of AlertChange.
func (AlertChange) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "alert_id", "number").Unique(),
		index.Fields("tenant_id", "transaction", "id"),
	}
}

// Evaluation is one instant at which a tenant was evaluated live, and the mentions that had
// arrived by then: replaying the log gives exactly what live gave.
type Evaluation struct{ ent.Schema }

// Mixin of Evaluation.
func (Evaluation) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of Evaluation.
func (Evaluation) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("evaluations", nil)}
}

// Fields of Evaluation.
func (Evaluation) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable().Comment("the cursor's generation after it"),
		field.Time("at").Immutable(),
		field.Int64("arrivals").Immutable().Comment("mentions grouped so far, this evaluation's included"),
		field.Int64("policy_version").Immutable().Comment("0 when the tenant had none"),
		field.Int64("journey_version").Immutable().Comment("0 when the tenant had none"),
	}
}
