package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// JourneyVersion is one version of a tenant's journey map. Versions are never changed.
type JourneyVersion struct{ ent.Schema }

// Mixin of JourneyVersion.
func (JourneyVersion) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of JourneyVersion.
func (JourneyVersion) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("journey_versions", map[string]string{"journey_versions_version": "version > 0"})}
}

// Fields of JourneyVersion.
func (JourneyVersion) Fields() []ent.Field { return versionFields() }

// Indexes of JourneyVersion.
func (JourneyVersion) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "version").Unique()}
}

// PolicyVersion is one version of a tenant's thresholds. Versions are never changed.
type PolicyVersion struct{ ent.Schema }

// Mixin of PolicyVersion.
func (PolicyVersion) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of PolicyVersion.
func (PolicyVersion) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("policy_versions", map[string]string{"policy_versions_version": "version > 0"})}
}

// Fields of PolicyVersion.
func (PolicyVersion) Fields() []ent.Field { return versionFields() }

// Indexes of PolicyVersion.
func (PolicyVersion) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "version").Unique()}
}

// CalibrationVersion is what a tenant's reviews taught, as an admin took it over. Versions are
// never changed.
type CalibrationVersion struct{ ent.Schema }

// Mixin of CalibrationVersion.
func (CalibrationVersion) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of CalibrationVersion.
func (CalibrationVersion) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("calibration_versions", map[string]string{"calibration_versions_version": "version > 0"})}
}

// Fields of CalibrationVersion.
func (CalibrationVersion) Fields() []ent.Field { return versionFields() }

// Indexes of CalibrationVersion.
func (CalibrationVersion) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "version").Unique()}
}

func versionFields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.Int64("version").Immutable().Comment("1 for the tenant's first, then without a gap"),
		field.JSON("document", json.RawMessage{}).Immutable(),
		field.Time("effective_at").Immutable().Comment("the evaluations from this instant on use it"),
		field.String("author").Immutable().Comment("the API key or process that wrote it"),
	}
}
