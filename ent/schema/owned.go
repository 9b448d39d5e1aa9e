package schema

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"

	"github.com/throughline-cx/throughline/ent/hook"
	"github.com/throughline-cx/throughline/ent/intercept"
	"github.com/throughline-cx/throughline/ent/tenancy"
)

// Owned gives an entity the tenant it belongs to: the first column of all its keys. Every
// query, update and delete is narrowed to the context's tenant, and every new entity belongs
// to it; without a tenant there is an error.
//
// Row-level security says the same. The predicate is there all the same: it lets Postgres
// find a row by its primary key, and a sharded database find its shard.
type Owned struct{ mixin.Schema }

// Fields of Owned.
func (Owned) Fields() []ent.Field {
	return []ent.Field{
		field.String("tenant_id").NotEmpty().Immutable().
			Comment("the tenant that owns the row; row-level security compares it with the transaction's tenant"),
	}
}

// Interceptors of Owned.
func (Owned) Interceptors() []ent.Interceptor {
	return []ent.Interceptor{intercept.TraverseFunc(func(ctx context.Context, q intercept.Query) error {
		tenant, err := tenancy.From(ctx)
		if err != nil {
			return err
		}
		q.WhereP(sql.FieldEQ("tenant_id", tenant))
		return nil
	})}
}

// owned is what every mutation of an owned entity can do.
type owned interface {
	SetTenantID(string)
	WhereP(...func(*sql.Selector))
}

// Hooks of Owned.
func (Owned) Hooks() []ent.Hook {
	const narrowed = ent.OpUpdate | ent.OpUpdateOne | ent.OpDelete | ent.OpDeleteOne
	return []ent.Hook{
		hook.On(withTenant(func(m owned, tenant string) { m.SetTenantID(tenant) }), ent.OpCreate),
		hook.On(withTenant(func(m owned, tenant string) { m.WhereP(sql.FieldEQ("tenant_id", tenant)) }), narrowed),
	}
}

func withTenant(apply func(owned, string)) ent.Hook {
	return func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			tenant, err := tenancy.From(ctx)
			if err != nil {
				return nil, err
			}
			apply(m.(owned), tenant)
			return next.Mutate(ctx, m)
		})
	}
}
