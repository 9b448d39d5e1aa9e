package group

import (
	"strconv"

	"github.com/google/uuid"
)

// namespace is the fixed name space of every id that is derived and not drawn. It must never
// change: ids are permanent.
var namespace = uuid.MustParse("6f0a1c1e-53a8-5b0e-9d0c-7f3f5a1f2c44")

// MentionID returns the permanent id of a mention: a name-based UUID of the interaction's
// identity and the mention's place in it, so that replaying the texts gives the same ids.
// It is unique within a tenant.
func MentionID(sourceSystem, externalID string, ordinal int) uuid.UUID {
	return Derive("mention", sourceSystem, externalID, strconv.Itoa(ordinal))
}

// ClusterID returns the permanent id of the cluster that a mention founded. A mention founds
// at most one cluster, so a cluster's id is never used again.
func ClusterID(founding uuid.UUID) uuid.UUID {
	return Derive("cluster", founding.String())
}

// Derive returns the name-based UUID (version 5) of a kind of thing and the parts that
// identify it. Parts are length-prefixed, so that no two lists of parts meet in one name.
func Derive(kind string, parts ...string) uuid.UUID {
	name := []byte(kind)
	for _, p := range parts {
		name = append(name, '\x00')
		name = strconv.AppendInt(name, int64(len(p)), 10)
		name = append(name, ':')
		name = append(name, p...)
	}
	return uuid.NewSHA1(namespace, name)
}
