package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
)

// Tenant is one customer organisation: the unit of isolation and of sharding.
type Tenant struct{ ent.Schema }

// Mixin of Tenant.
func (Tenant) Mixin() []ent.Mixin { return []ent.Mixin{Stamped{}} }

// Annotations of Tenant.
func (Tenant) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("tenants", map[string]string{
		"tenants_slug": `tenant_id ~ '^[a-z][a-z0-9-]{1,38}$'`,
	})}
}

// Fields of Tenant.
func (Tenant) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").StorageKey("tenant_id").NotEmpty().Immutable().Comment("the tenant's slug"),
		field.String("display_name"),
		field.String("fallback_team").Default("").Comment("hears of breaks at seams that nobody owns; empty for none"),
		field.Bool("second_review").Default(false).Comment("what one reviewer says of a held mention waits for another to say the same"),
	}
}

// TenantCursor is the row that a worker locks to group and evaluate a tenant's mentions.
// It carries no row-level security, so that a worker finds the tenant here before it sets it.
type TenantCursor struct{ ent.Schema }

// Annotations of TenantCursor.
func (TenantCursor) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("tenant_cursors", map[string]string{
		"tenant_cursors_time_zone": `time_zone ~ '^[A-Za-z0-9_+/-]{1,64}$'`,
	})}
}

// Fields of TenantCursor.
func (TenantCursor) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").StorageKey("tenant_id").NotEmpty().Immutable(),
		field.Int64("generation").Default(0).Comment("raised by every saved evaluation; a cached state of another generation is stale"),
		field.Int64("sequence").Default(0).Comment("Sequence of the last grouping event"),
		field.Int64("settled").Default(0).Comment("Sequence of the last grouping event when the last day was consolidated"),
		field.Int64("decided").Default(0).Comment("number of the last decision"),
		field.Int64("evaluated_inputs").Default(-1).Comment("tenant_inputs.version that the last evaluation has seen"),
		field.Time("evaluated_at").Optional().Nillable().Comment("instant of the last evaluation"),
		field.Int64("policy_version").Default(0).Comment("the policy of the last evaluation"),
		field.String("time_zone").Default("UTC").Immutable().Comment("IANA name of the time zone by whose days the tenant counts"),
		field.Time("worked_at").Default(time.Now).Annotations(entsql.DefaultExpr("to_timestamp(0)")).Comment("when a worker last held the row; the longest waiting tenant comes first"),
	}
}

// TenantInput counts the changes of what an evaluation reads besides mentions: the journey
// map, the policy, routes, accounts and commercial records. It is a row of its own so that a
// change never waits for the worker that holds the cursor.
type TenantInput struct{ ent.Schema }

// Annotations of TenantInput.
func (TenantInput) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("tenant_inputs", nil)}
}

// Fields of TenantInput.
func (TenantInput) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").StorageKey("tenant_id").NotEmpty().Immutable(),
		field.Int64("version").Default(0),
	}
}
