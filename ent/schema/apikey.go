package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// APIKey lets a client act for a tenant. Only the hash of the key is kept.
type APIKey struct{ ent.Schema }

// Mixin of APIKey.
func (APIKey) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of APIKey.
func (APIKey) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("api_keys", map[string]string{
		"api_keys_role": oneOf("role", "ingester", "viewer", "reviewer", "admin"),
		"api_keys_hash": "octet_length(hash) = 32",
	})}
}

// Fields of APIKey.
func (APIKey) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.String("display_name"),
		field.String("hint").Immutable().Comment("the first characters of the key, enough to tell keys apart"),
		field.Bytes("hash").Immutable().Sensitive().Comment("SHA-256 of the whole key"),
		field.String("role").Immutable(),
		field.Time("expires_at").Optional().Nillable(),
		field.Time("revoked_at").Optional().Nillable(),
		field.Time("last_used_at").Optional().Nillable().Comment("to the minute"),
	}
}

// Indexes of APIKey.
func (APIKey) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "hash").Unique()}
}
