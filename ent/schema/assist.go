package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// AssistAnswer is what a language model has said of a text, so that it need not be asked again.
// It holds places in the text and members of closed sets, and none of the customer's words.
type AssistAnswer struct{ ent.Schema }

// Mixin of AssistAnswer.
func (AssistAnswer) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of AssistAnswer.
func (AssistAnswer) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("assist_answers", nil)}
}

// Fields of AssistAnswer.
func (AssistAnswer) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").NotEmpty().Immutable().Comment("SHA-256 of the text as it was sent, the model and the prompt's version, in hexadecimal"),
		field.JSON("answer", json.RawMessage{}).Immutable().Comment("statements, as server/understand reads them"),
	}
}

// Indexes of AssistAnswer.
func (AssistAnswer) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "created_at")}
}

// AssistDay is what a tenant's questions to the language model have cost in a UTC day.
type AssistDay struct{ ent.Schema }

// Mixin of AssistDay.
func (AssistDay) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of AssistDay.
func (AssistDay) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("assist_days", map[string]string{
		"assist_days_spent": "requests >= 0 AND tokens >= 0",
	})}
}

// Fields of AssistDay.
func (AssistDay) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable().Comment("days since 1970-01-01"),
		field.Int64("requests").Comment("sent, repeated ones included"),
		field.Int64("tokens").Comment("of questions and answers; an estimate where the endpoint does not say"),
	}
}
