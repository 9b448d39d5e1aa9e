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

// RoutingVersion is one version of what a tenant set about owners, clocks and when teams are
// told. Versions are never changed.
type RoutingVersion struct{ ent.Schema }

// Mixin of RoutingVersion.
func (RoutingVersion) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of RoutingVersion.
func (RoutingVersion) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("routing_versions", map[string]string{"routing_versions_version": "version > 0"})}
}

// Fields of RoutingVersion.
func (RoutingVersion) Fields() []ent.Field { return versionFields() }

// Indexes of RoutingVersion.
func (RoutingVersion) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "version").Unique()}
}

// PlaybookVersion is one version of a tenant's own plays. Versions are never changed.
type PlaybookVersion struct{ ent.Schema }

// Mixin of PlaybookVersion.
func (PlaybookVersion) Mixin() []ent.Mixin { return []ent.Mixin{Owned{}, Stamped{}} }

// Annotations of PlaybookVersion.
func (PlaybookVersion) Annotations() []schema.Annotation {
	return []schema.Annotation{checks("playbook_versions", map[string]string{"playbook_versions_version": "version > 0"})}
}

// Fields of PlaybookVersion.
func (PlaybookVersion) Fields() []ent.Field { return versionFields() }

// Indexes of PlaybookVersion.
func (PlaybookVersion) Indexes() []ent.Index {
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
