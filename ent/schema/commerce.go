package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Account is a customer account, with what it is worth. Its id is the source's account id.
type Account struct{ ent.Schema }

// Mixin of Account.
func (Account) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}, Sourced{}} }

// Annotations of Account.
func (Account) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("accounts", map[string]string{
		"accounts_value_currency": "(annual_value_minor IS NULL) = (annual_value_currency = '')",
	})}
}

// Fields of Account.
func (Account) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").NotEmpty().Immutable(),
		field.String("household_id"),
		field.String("segment"),
		field.Int64("annual_value_minor").Optional().Nillable().Comment("in the currency's minor unit; null when unknown"),
		field.String("annual_value_currency").Comment("ISO 4217"),
		field.Time("renewal_date").Optional().Nillable().SchemaType(map[string]string{dialect.Postgres: "date"}),
		field.String("product_line"),
		field.String("home_location"),
	}
}

// Location is a store, branch or office. Its id is the source's location id.
type Location struct{ ent.Schema }

// Mixin of Location.
func (Location) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}, Sourced{}} }

// Annotations of Location.
func (Location) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("locations", nil)}
}

// Fields of Location.
func (Location) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").NotEmpty().Immutable(),
		field.String("name"),
		field.String("region"),
	}
}

// CommercialRecord is an order, claim, quote or policy change and what became of it.
// Its id is the source's record id.
type CommercialRecord struct{ ent.Schema }

// Mixin of CommercialRecord.
func (CommercialRecord) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}, Sourced{}} }

// Annotations of CommercialRecord.
func (CommercialRecord) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("commercial_records", nil)}
}

// Fields of CommercialRecord.
func (CommercialRecord) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").NotEmpty().Immutable(),
		field.String("account_id"),
		field.String("kind"),
		field.String("status"),
		field.Int64("amount_minor").Comment("in the currency's minor unit"),
		field.String("amount_currency").Comment("ISO 4217"),
		field.Time("occurred_at").Default(time.Now),
		field.String("location_id"),
		field.String("touchpoint").Comment("the touchpoint that the record last passed, or empty"),
	}
}

// Indexes of CommercialRecord.
func (CommercialRecord) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "account_id")}
}
